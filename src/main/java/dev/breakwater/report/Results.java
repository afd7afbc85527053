package dev.breakwater.report;

import dev.breakwater.model.Inventory;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Severity;
import java.util.List;
import java.util.Objects;

/**
 * What every report is made of.
 *
 * @param assessment of all sources together, in their order
 * @param inventory what was judged, for pictures; {@link Inventory#EMPTY} where no report draws any
 * @param sources how many files were read and judged
 * @param policy the rules that judged
 * @param lines the text of a source, where it can still be had
 * @param failOn the least severity whose findings decide the outcome; those below are shown only
 * @param skipped the rules that somebody left out
 */
public record Results(
    Assessment assessment,
    Inventory inventory,
    int sources,
    Policy policy,
    Lines lines,
    Severity failOn,
    List<SkippedRule> skipped) {
  public Results {
    Objects.requireNonNull(assessment, "assessment");
    Objects.requireNonNull(inventory, "inventory");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(lines, "lines");
    Objects.requireNonNull(failOn, "failOn");
    skipped = List.copyOf(skipped);
  }

  /** Of all rules, where every finding decides. */
  public Results(
      Assessment assessment, Inventory inventory, int sources, Policy policy, Lines lines) {
    this(assessment, inventory, sources, policy, lines, Severity.LOW, List.of());
  }

  /** The same for a report that does not show what passed, where another one does. */
  public Results withoutPasses() {
    return new Results(
        assessment.withoutPasses(), inventory, sources, policy, lines, failOn, skipped);
  }

  /** Whether this finding decides the outcome. */
  public boolean decides(Finding finding) {
    return finding.counts() && finding.rule().info().severity().compareTo(failOn) >= 0;
  }

  /** The worst of what decides; a gap is unknown, and so is a waiver that is none. */
  public Outcome outcome() {
    boolean incomplete = !assessment.gaps().isEmpty() || !assessment.invalidWaivers().isEmpty();
    Outcome worst = incomplete ? Outcome.UNKNOWN : Outcome.PASS;
    for (Finding finding : assessment.findings()) {
      if (decides(finding) && finding.problem().outcome().compareTo(worst) > 0) {
        worst = finding.problem().outcome();
      }
    }
    return worst;
  }
}
