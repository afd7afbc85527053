package dev.breakwater.policy;

import dev.breakwater.model.Location;
import java.util.Objects;

/**
 * A problem that a rule found with a subject.
 *
 * @param rule which rule
 * @param subject with what
 * @param problem what, and where
 */
public record Finding(Rule rule, Subject subject, Problem problem) {
  public Finding {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(problem, "problem");
  }

  /** Where the problem stands. */
  public Location location() {
    return problem.location();
  }
}
