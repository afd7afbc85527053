package dev.breakwater.report;

import dev.breakwater.model.Location;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Ruling;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Waiver;
import dev.breakwater.policy.WaiverNotice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What several reports say alike. */
final class Words {
  private Words() {}

  /** As reports write a constant. */
  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** {@code 1 file}, {@code 2 files}. */
  static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** {@code CIS Docker 1.6 5.13}. */
  static String named(Control control) {
    return control.catalogue() + " " + control.number();
  }

  /** {@code file:line:column}, the file as baselines name it. */
  static String place(Finding finding) {
    return place(finding.location());
  }

  /**
   * One sentence of what was found: {@code 3 failures (1 critical, 2 high), 1 unknown in 2 files}.
   */
  static String sentence(Results results) {
    Summary summary = Summary.of(results.assessment());
    if (results.assessment().outcome() == Outcome.PASS) {
      return "clean: nothing to report" + tail(summary) + in(results);
    }
    List<String> severities = new ArrayList<>();
    for (Map.Entry<Severity, Integer> count : summary.failures().entrySet()) {
      if (count.getValue() > 0) {
        severities.add(0, count.getValue() + " " + lower(count.getKey()));
      }
    }
    List<String> parts = new ArrayList<>();
    if (!severities.isEmpty()) {
      parts.add(
          "%s (%s)"
              .formatted(
                  count(summary.count(Ruling.FAIL), "failure"), String.join(", ", severities)));
    }
    if (summary.count(Ruling.UNKNOWN) > 0) {
      parts.add(summary.count(Ruling.UNKNOWN) + " unknown");
    }
    if (summary.gaps() > 0) {
      parts.add(summary.gaps() + " not read");
    }
    return String.join(", ", parts) + tail(summary) + in(results);
  }

  /** The same of any place. */
  static String place(Location at) {
    String file = Finding.file(at);
    return at.line() == 0 ? file : file + ":" + at.line() + ":" + at.column();
  }

  /** One sentence of a waiver that does nothing. */
  static String sentence(WaiverNotice notice) {
    Waiver waiver = notice.waiver();
    String of =
        "%s of %s%s"
            .formatted(
                waiver.rule(),
                waiver.resource(),
                waiver.container().isEmpty() ? "" : "/" + waiver.container());
    return switch (notice.kind()) {
      case EXPIRED -> "the waiver of " + of + " expired after " + waiver.until();
      case UNNEEDED -> "nothing that was judged needs the waiver of " + of;
    };
  }

  private static String tail(Summary summary) {
    StringBuilder tail = new StringBuilder();
    if (summary.count(Ruling.WAIVED) > 0) {
      tail.append(", ").append(summary.count(Ruling.WAIVED)).append(" waived");
    }
    if (summary.count(Ruling.KNOWN) > 0) {
      tail.append(", ").append(summary.count(Ruling.KNOWN)).append(" known");
    }
    return tail.toString();
  }

  private static String in(Results results) {
    return " in " + count(results.sources(), "file");
  }
}
