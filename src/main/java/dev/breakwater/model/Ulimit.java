package dev.breakwater.model;

/**
 * One of {@code ulimits}.
 *
 * @param name such as {@code nofile}
 * @param softLimit -1 means no limit
 * @param hardLimit -1 means no limit
 */
public record Ulimit(
    Setting<String> name, Setting<Integer> softLimit, Setting<Integer> hardLimit) {}
