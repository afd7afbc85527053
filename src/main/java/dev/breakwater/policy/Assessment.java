package dev.breakwater.policy;

import dev.breakwater.model.Gap;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a policy found in an inventory.
 *
 * @param findings failures and unknowns, in the order of the source, then of the rules; waived ones
 *     and those of the baseline too
 * @param gaps what could not be read, and so was not judged
 * @param notices waivers that do nothing
 * @param passes what passed; empty unless it was asked for
 */
public record Assessment(
    List<Finding> findings, List<Gap> gaps, List<WaiverNotice> notices, List<Pass> passes) {
  public Assessment {
    findings = List.copyOf(findings);
    gaps = List.copyOf(gaps);
    notices = List.copyOf(notices);
    passes = List.copyOf(passes);
  }

  /** Without waivers and passes. */
  public Assessment(List<Finding> findings, List<Gap> gaps) {
    this(findings, gaps, List.of(), List.of());
  }

  /** The worst of what counts; a gap is unknown. */
  public Outcome outcome() {
    return Stream.concat(
            findings.stream().filter(Finding::counts).map(finding -> finding.problem().outcome()),
            gaps.stream().map(gap -> Outcome.UNKNOWN))
        .max(Outcome::compareTo)
        .orElse(Outcome.PASS);
  }
}
