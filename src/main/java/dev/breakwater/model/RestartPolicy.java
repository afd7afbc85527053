package dev.breakwater.model;

/**
 * {@code restartPolicy}; when it is absent, all of it is.
 *
 * @param enabled whether ECS restarts this container alone
 * @param ignoredExitCodes exit codes that do not lead to a restart
 * @param restartAttemptPeriod seconds a container must run before it may restart, 60 to 1800; ECS's
 *     default is 300
 */
public record RestartPolicy(
    Setting<Boolean> enabled,
    Values<String> ignoredExitCodes,
    Setting<Integer> restartAttemptPeriod) {}
