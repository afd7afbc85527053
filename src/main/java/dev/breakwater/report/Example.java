package dev.breakwater.report;

import dev.breakwater.policy.Finding;
import java.util.List;
import java.util.Objects;

/**
 * Something that a rule fails.
 *
 * @param text lines of a CloudFormation template, in YAML
 * @param reason what the rule says of them
 */
public record Example(String text, String reason) {
  private static final int LONGEST = 8;

  public Example {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(reason, "reason");
  }

  /** The line of a template to which a finding points, with what is indented below it. */
  public static Example of(Finding finding, String template) {
    List<String> lines = template.lines().toList();
    int at = finding.location().line();
    String first = lines.get(at - 1);
    StringBuilder text = new StringBuilder(first.strip()).append('\n');
    for (int i = at; i < Math.min(lines.size(), at + LONGEST - 1); i++) {
      if (indentation(lines.get(i)) <= indentation(first)) {
        break;
      }
      text.append(lines.get(i).substring(indentation(first))).append('\n');
    }
    return new Example(text.toString(), finding.problem().reason());
  }

  private static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }
}
