package dev.breakwater.model;

/**
 * One of {@code dependsOn}.
 *
 * @param containerName the container that must come first
 * @param condition {@code START}, {@code COMPLETE}, {@code SUCCESS} or {@code HEALTHY}
 */
public record Dependency(Setting<String> containerName, Setting<String> condition) {}
