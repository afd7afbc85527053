package dev.breakwater.report;

import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Ruling;
import dev.breakwater.policy.Severity;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a report says in numbers.
 *
 * @param rulings how many findings became what
 * @param severities how bad those are that count
 * @param failures how bad those are that fail
 * @param gaps how much could not be read
 * @param waivedGaps how much could not be read, and is accepted
 * @param passes what passed; 0 where passes were not asked for
 */
record Summary(
    Map<Ruling, Integer> rulings,
    Map<Severity, Integer> severities,
    Map<Severity, Integer> failures,
    int gaps,
    int waivedGaps,
    int passes) {
  Summary {
    rulings = new EnumMap<>(rulings);
    severities = new EnumMap<>(severities);
    failures = new EnumMap<>(failures);
  }

  static Summary of(Assessment assessment) {
    Map<Ruling, Integer> rulings = zeros(Ruling.class);
    Map<Severity, Integer> severities = zeros(Severity.class);
    Map<Severity, Integer> failures = zeros(Severity.class);
    for (Finding finding : assessment.findings()) {
      rulings.merge(finding.ruling(), 1, Integer::sum);
      if (finding.ruling() == Ruling.FAIL) {
        failures.merge(finding.rule().info().severity(), 1, Integer::sum);
      }
      if (finding.counts()) {
        severities.merge(finding.rule().info().severity(), 1, Integer::sum);
      }
    }
    return new Summary(
        rulings,
        severities,
        failures,
        Words.unread(assessment).size(),
        assessment.waivedGaps().size(),
        assessment.passes().size());
  }

  /** The outcome as reports write it. */
  static String word(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "clean";
      case FAIL -> "findings";
      case UNKNOWN -> "incomplete";
    };
  }

  int count(Ruling ruling) {
    return rulings.get(ruling);
  }

  /** All that waivers accept. */
  int waived() {
    return count(Ruling.WAIVED) + waivedGaps;
  }

  private static <E extends Enum<E>> Map<E, Integer> zeros(Class<E> type) {
    Map<E, Integer> counts = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      counts.put(constant, 0);
    }
    return counts;
  }
}
