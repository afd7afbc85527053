package dev.breakwater.model;

/**
 * One of {@code linuxParameters.devices}: a device of the host.
 *
 * @param hostPath on the host
 * @param containerPath in the container
 * @param permissions {@code read}, {@code write}, {@code mknod}
 */
public record Device(
    Setting<String> hostPath, Setting<String> containerPath, Values<String> permissions) {}
