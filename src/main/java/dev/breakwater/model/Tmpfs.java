package dev.breakwater.model;

/**
 * One of {@code linuxParameters.tmpfs}.
 *
 * @param containerPath where in the container
 * @param size MiB; counts against the container's memory
 * @param mountOptions such as {@code noexec}, {@code uid=65532}
 */
public record Tmpfs(
    Setting<String> containerPath, Setting<Integer> size, Values<String> mountOptions) {}
