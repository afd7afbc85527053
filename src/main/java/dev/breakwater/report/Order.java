package dev.breakwater.report;

import dev.breakwater.policy.Finding;
import java.util.Comparator;
import java.util.List;

/** The worst first: for reports that may not show everything. */
final class Order {
  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::ruling)
          .thenComparing(finding -> finding.rule().info().severity(), Comparator.reverseOrder());

  private Order() {}

  /** All of them: failures, unknowns, waived, known; each the most severe first. */
  static List<Finding> worstFirst(List<Finding> findings) {
    return findings.stream().sorted(WORST_FIRST).toList();
  }

  /** Those that count. */
  static List<Finding> counting(List<Finding> findings) {
    return worstFirst(findings).stream().filter(Finding::counts).toList();
  }
}
