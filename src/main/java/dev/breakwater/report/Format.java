package dev.breakwater.report;

/** The forms of report there are, by the names that the command line takes in lower case. */
public enum Format {
  /** For a terminal or a log. */
  TEXT,
  /** For programs; {@code breakwater/assessment/1}. */
  JSON;

  /** What writes it. */
  public Report report() {
    return switch (this) {
      case TEXT -> new TextReport(false);
      case JSON -> new JsonReport();
    };
  }
}
