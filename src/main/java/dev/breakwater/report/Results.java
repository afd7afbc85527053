package dev.breakwater.report;

import dev.breakwater.model.Inventory;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Policy;
import java.util.Objects;

/**
 * What every report is made of.
 *
 * @param assessment of all sources together, in their order
 * @param inventory what was judged, for pictures; {@link Inventory#EMPTY} where no report draws any
 * @param sources how many files were read and judged
 * @param policy the rules that judged
 * @param lines the text of a source, where it can still be had
 */
public record Results(
    Assessment assessment, Inventory inventory, int sources, Policy policy, Lines lines) {
  public Results {
    Objects.requireNonNull(assessment, "assessment");
    Objects.requireNonNull(inventory, "inventory");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(lines, "lines");
  }
}
