package dev.breakwater.report;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Location;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.InvalidWaiver;
import dev.breakwater.policy.Ruling;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.WaivedGap;
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

  /** {@code file:line:column}, the file as baselines name it. */
  static String place(Finding finding) {
    return place(finding.location());
  }

  /**
   * One sentence of what was found: {@code 3 failures (1 critical, 2 high), 1 unknown in 2 files}.
   */
  static String sentence(Results results) {
    Summary summary = Summary.of(results.assessment());
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
    String said = parts.isEmpty() ? "nothing to report" : String.join(", ", parts);
    return said + tail(summary) + in(results);
  }

  /** The same of any place. */
  static String place(Location at) {
    String file = Finding.file(at);
    return at.line() == 0 ? file : file + ":" + at.line() + ":" + at.column();
  }

  /** One sentence of what could not be read and is accepted. */
  static String sentence(WaivedGap waived) {
    return "not read, and waived until %s (%s): %s"
        .formatted(waived.waiver().until(), waived.waiver().reason(), waived.gap().reason());
  }

  /** One word of all of it. */
  static String headline(Results results) {
    return switch (results.outcome()) {
      case PASS -> "passed";
      case UNKNOWN -> "not decided";
      case FAIL -> "failed";
    };
  }

  /** One sentence of a rule that was left out. */
  static String sentence(SkippedRule skipped) {
    return "%s was not asked: %s".formatted(skipped.rule().id(), skipped.reason());
  }

  /** What leaves a report incomplete: what could not be read, and waivers that are none. */
  static List<Gap> unread(Assessment assessment) {
    List<Gap> unread = new ArrayList<>(assessment.gaps());
    for (InvalidWaiver invalid : assessment.invalidWaivers()) {
      unread.add(new Gap(invalid.location(), "no waiver: " + invalid.reason()));
    }
    return unread;
  }

  /** One sentence of a waiver that does nothing. */
  static String sentence(WaiverNotice notice) {
    Waiver waiver = notice.waiver();
    String resource = waiver.resource().isEmpty() ? waiver.file() : waiver.resource();
    String container = waiver.container().isEmpty() ? "" : "/" + waiver.container();
    String of = waiver.rule() + " of " + resource + container;
    return switch (notice.kind()) {
      case EXPIRED -> "the waiver of " + of + " expired after " + waiver.until();
      case UNNEEDED -> "nothing that was judged needs the waiver of " + of;
    };
  }

  private static String tail(Summary summary) {
    StringBuilder tail = new StringBuilder();
    if (summary.waived() > 0) {
      tail.append(", ").append(summary.waived()).append(" waived");
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
