package dev.breakwater.policy;

import dev.breakwater.model.Gap;
import java.util.List;

/**
 * What a policy found in an inventory.
 *
 * @param findings failures and unknowns, in the order of the source, then of the rules
 * @param gaps what could not be read, and so was not judged
 */
public record Assessment(List<Finding> findings, List<Gap> gaps) {
  public Assessment {
    findings = List.copyOf(findings);
    gaps = List.copyOf(gaps);
  }

  /** The worst of it; a gap is unknown. */
  public Outcome outcome() {
    if (findings.stream().anyMatch(finding -> finding.problem().outcome() == Outcome.FAIL)) {
      return Outcome.FAIL;
    }
    return findings.isEmpty() && gaps.isEmpty() ? Outcome.PASS : Outcome.UNKNOWN;
  }
}
