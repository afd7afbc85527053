package dev.breakwater.model;

/**
 * A waiver as it was written beside a resource, in {@code Metadata.Breakwater.waivers}; nothing of
 * it has been checked.
 *
 * @param rule the id of a rule
 * @param container a glob over names of containers; absent means the resource and all in it
 * @param reason why the finding is accepted
 * @param until the last day on which it counts, {@code 2027-01-31}
 */
public record WaiverEntry(
    Setting<String> rule,
    Setting<String> container,
    Setting<String> reason,
    Setting<String> until) {}
