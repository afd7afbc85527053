package dev.breakwater.policy;

import dev.breakwater.model.Location;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A finding that somebody accepts, for a reason and until a day.
 *
 * @param rule the id of a rule, or {@link #GAP}
 * @param resource a glob over logical ids, names and construct paths; the logical id where it was
 *     written beside a resource; empty means the file as a whole
 * @param file a glob over files, relative to the working directory; empty means every file, or the
 *     template that it was written in
 * @param container a glob over names of containers; empty means the resource and all in it
 * @param reason why it is accepted
 * @param until the last day on which it counts
 * @param location where it was written
 */
public record Waiver(
    String rule,
    String resource,
    String file,
    String container,
    String reason,
    LocalDate until,
    Location location) {
  /** What stands for a rule's id where a place that could not be read is accepted. */
  public static final String GAP = "gap";

  public Waiver {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(container, "container");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(location, "location");
  }

  /** Whether its last day is over. */
  public boolean hasExpired(LocalDate today) {
    return today.isAfter(until);
  }
}
