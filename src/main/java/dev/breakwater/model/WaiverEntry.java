package dev.breakwater.model;

import java.util.Objects;

/**
 * A waiver as it was written; nothing of it has been checked. Beside a resource, in {@code
 * Metadata.Breakwater.waivers}, it has neither {@code resource} nor {@code file}.
 *
 * @param rule the id of a rule, or {@code gap} for what could not be read
 * @param resource a glob over logical ids, families and construct paths
 * @param file a glob over files, relative to the working directory
 * @param container a glob over names of containers; absent means the resource and all in it
 * @param reason why the finding is accepted
 * @param until the last day on which it counts, {@code 2027-01-31}
 * @param otherKeys whatever else was written; a misspelt {@code container} must not widen a waiver
 */
public record WaiverEntry(
    Setting<String> rule,
    Setting<String> resource,
    Setting<String> file,
    Setting<String> container,
    Setting<String> reason,
    Setting<String> until,
    Values<String> otherKeys) {
  public WaiverEntry {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(container, "container");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(otherKeys, "otherKeys");
  }
}
