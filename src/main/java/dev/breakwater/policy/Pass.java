package dev.breakwater.policy;

import dev.breakwater.model.Location;
import java.util.Objects;

/**
 * A rule that a subject passed.
 *
 * @param rule which rule
 * @param subject what passed
 * @param location where the subject stands
 */
public record Pass(Rule rule, Subject subject, Location location) {
  public Pass {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(location, "location");
  }
}
