package dev.breakwater.report;

/** The forms of report there are, by the names that the command line takes in lower case. */
public enum Format {
  /** For a terminal or a log. */
  TEXT,
  /** For programs; {@code breakwater/assessment/1}. */
  JSON,
  /** For code scanning and editors; SARIF 2.1.0. */
  SARIF,
  /** For build servers. */
  JUNIT,
  /** For people: one page that holds all it needs. */
  HTML,
  /** For a comment on a pull request. */
  MARKDOWN,
  /** Workflow commands of GitHub Actions. */
  GITHUB;

  /** What writes it. */
  public Report report() {
    return switch (this) {
      case TEXT -> new TextReport(false);
      case JSON -> new JsonReport();
      case SARIF -> new SarifReport();
      case JUNIT -> new JunitReport();
      case HTML -> new HtmlReport();
      case MARKDOWN -> new MarkdownReport();
      case GITHUB -> new GithubReport();
    };
  }

  /** Whether it shows what passed too, so that the policy should name it. */
  public boolean showsPasses() {
    return this == JUNIT;
  }
}
