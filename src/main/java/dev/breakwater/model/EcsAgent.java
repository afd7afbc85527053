package dev.breakwater.model;

/**
 * What user data sets of the ECS agent, in {@code /etc/ecs/ecs.config}.
 *
 * @param cluster {@code ECS_CLUSTER}
 * @param disablePrivileged {@code ECS_DISABLE_PRIVILEGED}
 * @param awsvpcBlockImds {@code ECS_AWSVPC_BLOCK_IMDS}
 * @param taskPidsLimit {@code ECS_TASK_PIDS_LIMIT}, a number of processes
 */
public record EcsAgent(
    Setting<String> cluster,
    Setting<Boolean> disablePrivileged,
    Setting<Boolean> awsvpcBlockImds,
    Setting<Integer> taskPidsLimit) {}
