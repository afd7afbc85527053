package dev.breakwater.model;

/**
 * A service, or what else starts tasks.
 *
 * @param kind which of them
 * @param name the service's name
 * @param taskDefinition a logical id, family or ARN of the task definition
 * @param launchType {@code EC2}, {@code FARGATE} or {@code EXTERNAL}
 * @param platformVersion of Fargate, such as {@code LATEST}
 * @param assignPublicIp {@code ENABLED} or {@code DISABLED}
 * @param enableExecuteCommand whether ECS Exec is on
 * @param deploymentController {@code deploymentController.type}: {@code ECS}, {@code CODE_DEPLOY}
 *     or {@code EXTERNAL}
 * @param circuitBreaker {@code deploymentConfiguration.deploymentCircuitBreaker}
 * @param alarms {@code deploymentConfiguration.alarms}
 * @param alarmNames the names of the alarms
 */
public record Service(
    Kind kind,
    Setting<String> name,
    Setting<String> taskDefinition,
    Setting<String> launchType,
    Setting<String> platformVersion,
    Setting<String> assignPublicIp,
    Setting<Boolean> enableExecuteCommand,
    Setting<String> deploymentController,
    OnFailure circuitBreaker,
    OnFailure alarms,
    Values<String> alarmNames) {
  /** What starts tasks. */
  public enum Kind {
    /** A service. */
    SERVICE,
    /** A part of a service whose deployments an external controller makes. */
    TASK_SET,
    /** A service of Express Mode, which ECS makes of an image. */
    EXPRESS,
    /** A daemon: a task on each instance of a capacity provider. */
    DAEMON,
    /** A rule, a schedule or a pipe of EventBridge, which only starts tasks. */
    TRIGGER
  }

  /**
   * What ends a deployment that fails; when it is absent, both are.
   *
   * @param enable whether it does
   * @param rollback whether the deployment before it is brought back
   */
  public record OnFailure(Setting<Boolean> enable, Setting<Boolean> rollback) {}

  /** The logical id or ARN of the resource. */
  public String resource() {
    return name.location().subject();
  }
}
