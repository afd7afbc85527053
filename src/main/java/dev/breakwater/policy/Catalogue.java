package dev.breakwater.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules as a page for people: {@code docs/rules.md}. */
public final class Catalogue {
  private static final String HEAD =
      """
      <!-- Generated from the @RuleInfo of the rules and from careless.yaml: mvn test -Dgolden=update -->
      # Rules

      A rule says pass, fail or unknown of each container, task definition or service. Unknown means that only a
      deployment resolves the value, or that it cannot be read; it is never taken for a pass.

      A policy of the level `baseline` forbids the known ways to break out of a container or to leak. One of the
      level `restricted` asks for the hardened state, and holds the baseline.

      """;

  private Catalogue() {}

  /**
   * Something that a rule fails.
   *
   * @param text lines of a CloudFormation template, in YAML
   * @param reason what the rule says of them
   */
  public record Example(String text, String reason) {
    public Example {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** The page, in Markdown: a table of the rules, then each of them. */
  public static String render(List<Rule> rules, Function<Rule, Example> example) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("| rule | severity | level | secure state | controls |\n|---|---|---|---|---|\n");
    for (Rule rule : rules) {
      RuleInfo info = rule.info();
      page.append(
          "| [%s](#%s) | %s | %s | %s | %s |\n"
              .formatted(
                  rule.id(),
                  rule.id(),
                  lower(info.severity()),
                  lower(info.level()),
                  info.title(),
                  controls(info, Catalogue::named)));
    }
    for (Rule rule : rules) {
      page.append(section(rule, example.apply(rule)));
    }
    return page.toString();
  }

  private static String section(Rule rule, Example example) {
    RuleInfo info = rule.info();
    String controls =
        controls(info, control -> "[%s](%s)".formatted(named(control), control.link()));
    return """

    ## %s

    **%s** (%s, %s)

    %s

    **How to fix it.** %s
    %s
    Fails with \u201c%s\u201d:

    ```yaml
    %s```
    """
        .formatted(
            rule.id(),
            info.title(),
            lower(info.severity()),
            lower(info.level()),
            info.rationale(),
            info.remediation(),
            controls.isEmpty() ? "" : "\nAsked for by " + controls + ".\n",
            example.reason(),
            example.text());
  }

  private static String controls(RuleInfo info, Function<Control, String> text) {
    return Arrays.stream(info.controls()).map(text).collect(Collectors.joining(", "));
  }

  private static String named(Control control) {
    return control.catalogue() + " " + control.number();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
