package dev.breakwater.policy;

import dev.breakwater.model.Location;
import java.util.Objects;
import java.util.Optional;

/**
 * A problem that a rule found with a subject.
 *
 * @param rule which rule
 * @param subject with what
 * @param constructPath the CDK construct that wrote the subject's resource; empty where unknown
 * @param problem what, and where
 * @param waiver what accepts it
 * @param inBaseline whether the baseline has it
 */
public record Finding(
    Rule rule,
    Subject subject,
    String constructPath,
    Problem problem,
    Optional<Waiver> waiver,
    boolean inBaseline) {
  public Finding {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(constructPath, "constructPath");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(waiver, "waiver");
  }

  /** A new finding that nothing accepts. */
  Finding(Rule rule, Subject subject, String constructPath, Problem problem) {
    this(rule, subject, constructPath, problem, Optional.empty(), false);
  }

  /** What became of it. */
  public Ruling ruling() {
    if (waiver.isPresent()) {
      return Ruling.WAIVED;
    }
    if (inBaseline) {
      return Ruling.KNOWN;
    }
    return problem.outcome() == Outcome.FAIL ? Ruling.FAIL : Ruling.UNKNOWN;
  }

  /** Whether it counts: neither waived nor in the baseline. */
  public boolean counts() {
    return ruling() == Ruling.FAIL || ruling() == Ruling.UNKNOWN;
  }

  /** Where the problem stands. */
  public Location location() {
    return problem.location();
  }
}
