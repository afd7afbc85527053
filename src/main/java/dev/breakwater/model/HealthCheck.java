package dev.breakwater.model;

/**
 * {@code healthCheck}; when it is absent, all of it is.
 *
 * @param command begins with {@code CMD} or {@code CMD-SHELL}; no elements when there is no check
 * @param interval seconds, 5 to 300; ECS's default is 30
 * @param timeout seconds, 2 to 60; ECS's default is 5
 * @param retries 1 to 10; ECS's default is 3
 * @param startPeriod seconds, 0 to 300; ECS's default is off
 */
public record HealthCheck(
    Values<String> command,
    Setting<Integer> interval,
    Setting<Integer> timeout,
    Setting<Integer> retries,
    Setting<Integer> startPeriod) {}
