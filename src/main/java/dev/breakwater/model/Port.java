package dev.breakwater.model;

/**
 * One of {@code portMappings}.
 *
 * @param containerPort 1 to 65535
 * @param containerPortRange such as {@code 8000-8010}, in place of {@code containerPort}
 * @param hostPort 0 or absent means a dynamic port in bridge mode
 * @param protocol {@code tcp} (when absent) or {@code udp}
 * @param name the name that Service Connect uses
 */
public record Port(
    Setting<Integer> containerPort,
    Setting<String> containerPortRange,
    Setting<Integer> hostPort,
    Setting<String> protocol,
    Setting<String> name) {}
