package dev.breakwater.policy;

import dev.breakwater.model.Location;
import java.util.Objects;

/**
 * One thing that is wrong, or that could not be decided.
 *
 * @param outcome {@link Outcome#FAIL} or {@link Outcome#UNKNOWN}
 * @param reason what was found, without a full stop; never a secret
 * @param location the offending value, or its nearest parent when it is absent
 */
public record Problem(Outcome outcome, String reason, Location location) {
  public Problem {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(location, "location");
    if (outcome == Outcome.PASS) {
      throw new IllegalArgumentException("outcome must be FAIL or UNKNOWN, got PASS");
    }
  }
}
