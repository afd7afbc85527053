package dev.breakwater.model;

/**
 * A service or a task set.
 *
 * @param name the service's name
 * @param taskDefinition a logical id, family or ARN of the task definition
 * @param launchType {@code EC2}, {@code FARGATE} or {@code EXTERNAL}
 * @param assignPublicIp {@code ENABLED} or {@code DISABLED}
 * @param enableExecuteCommand whether ECS Exec is on
 */
public record Service(
    Setting<String> name,
    Setting<String> taskDefinition,
    Setting<String> launchType,
    Setting<String> assignPublicIp,
    Setting<Boolean> enableExecuteCommand) {
  /** The logical id or ARN of the resource. */
  public String resource() {
    return name.location().subject();
  }
}
