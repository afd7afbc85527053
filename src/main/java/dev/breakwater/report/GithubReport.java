package dev.breakwater.report;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Location;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Ruling;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Workflow commands, which GitHub Actions shows as annotations of the files. They are escaped as
 * the runner unescapes them (actions/runner, {@code ActionCommand.cs}): {@code %}, carriage return
 * and line feed everywhere, colon and comma in properties too.
 *
 * <p>GitHub shows ten annotations of each type of a step and fifty of a job (actions/toolkit,
 * {@code docs/problem-matchers.md}); the rest is only in the log. So the worst come first, and the
 * first line says how many are only there.
 */
final class GithubReport implements Report {
  private static final int SHOWN = 10;
  private static final int MESSAGE = 4000;
  private static final int TITLE = 200;

  /** The types of annotations. */
  private enum Type {
    ERROR,
    WARNING,
    NOTICE
  }

  @Override
  public void write(Results results, Appendable out) throws IOException {
    Map<Type, Integer> counts = new EnumMap<>(Type.class);
    // The summary is a notice itself.
    counts.put(Type.NOTICE, 1 + results.skipped().size());
    Words.unread(results.assessment()).forEach(gap -> counts.merge(Type.WARNING, 1, Integer::sum));
    for (Finding finding : Order.counting(results.assessment().findings())) {
      counts.merge(type(finding, results), 1, Integer::sum);
    }
    command(Type.NOTICE, "", "Breakwater", Words.sentence(results) + hidden(counts), out);
    for (SkippedRule skipped : results.skipped()) {
      command(Type.NOTICE, "", "Breakwater", Words.sentence(skipped), out);
    }
    for (Gap gap : Words.unread(results.assessment())) {
      command(
          Type.WARNING,
          place(Finding.file(gap.location()), gap.location()),
          "not read",
          gap.reason(),
          out);
    }
    for (Finding finding : Order.counting(results.assessment().findings())) {
      command(
          type(finding, results),
          place(finding.file(), finding.location()),
          "%s: %s".formatted(finding.rule().id(), finding.rule().info().title()),
          "%s%s: %s (%s). %s"
              .formatted(
                  finding.ruling() == Ruling.UNKNOWN ? "unknown: " : "",
                  finding.subject(),
                  finding.problem().reason(),
                  Words.lower(finding.rule().info().severity()),
                  finding.rule().info().remediation()),
          out);
    }
  }

  private static Type type(Finding finding, Results results) {
    if (!results.decides(finding)) {
      return Type.NOTICE;
    }
    if (finding.ruling() == Ruling.UNKNOWN) {
      return Type.WARNING;
    }
    return switch (finding.rule().info().severity()) {
      case CRITICAL, HIGH -> Type.ERROR;
      case MEDIUM -> Type.WARNING;
      case LOW -> Type.NOTICE;
    };
  }

  private static String hidden(Map<Type, Integer> counts) {
    String hidden =
        counts.entrySet().stream()
            .filter(count -> count.getValue() > SHOWN)
            .map(count -> Words.count(count.getValue() - SHOWN, Words.lower(count.getKey())))
            .collect(Collectors.joining(", "));
    return hidden.isEmpty()
        ? ""
        : ". GitHub shows %d annotations of each type of a step; only in this log: %s"
            .formatted(SHOWN, hidden);
  }

  private static String place(String file, Location location) {
    if (file.isEmpty()) {
      return "";
    }
    String place = "file=" + property(Printable.of(file)) + ",";
    return location.line() == 0
        ? place
        : place + "line=%d,col=%d,".formatted(location.line(), location.column());
  }

  private static void command(Type type, String place, String title, String message, Appendable out)
      throws IOException {
    out.append(
        "::%s %stitle=%s::%s\n"
            .formatted(
                Words.lower(type),
                place,
                property(Printable.of(title, TITLE)),
                data(Printable.of(message, MESSAGE))));
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
