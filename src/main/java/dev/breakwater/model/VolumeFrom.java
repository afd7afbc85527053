package dev.breakwater.model;

/**
 * One of {@code volumesFrom}.
 *
 * @param sourceContainer the other container's name
 * @param readOnly absent means writable
 */
public record VolumeFrom(Setting<String> sourceContainer, Setting<Boolean> readOnly) {}
