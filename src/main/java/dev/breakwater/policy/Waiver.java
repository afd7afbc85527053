package dev.breakwater.policy;

import dev.breakwater.model.Location;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A finding that somebody accepts, for a reason and until a day.
 *
 * @param rule the id of a rule
 * @param resource a glob over logical ids, families and construct paths
 * @param container a glob over names of containers; empty means the resource and all in it
 * @param reason why it is accepted
 * @param until the last day on which it counts
 * @param location where it was written
 */
public record Waiver(
    String rule,
    String resource,
    String container,
    String reason,
    LocalDate until,
    Location location) {
  public Waiver {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(container, "container");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(location, "location");
  }
}
