package dev.breakwater.model;

/**
 * One of {@code mountPoints}.
 *
 * @param sourceVolume the volume's name
 * @param containerPath where in the container
 * @param readOnly absent means writable
 */
public record Mount(
    Setting<String> sourceVolume, Setting<String> containerPath, Setting<Boolean> readOnly) {}
