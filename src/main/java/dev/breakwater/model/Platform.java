package dev.breakwater.model;

/** Where ECS can place a task: the values of {@code requiresCompatibilities}. */
public enum Platform {
  /** Container instances of the account's own. */
  EC2(true),
  /** AWS Fargate; refuses {@code dockerSecurityOptions}. */
  FARGATE(false),
  /** ECS Managed Instances; do not support {@code dockerSecurityOptions}. */
  MANAGED_INSTANCES(false),
  /** ECS Anywhere. */
  EXTERNAL(true);

  private final boolean dockerSecurityOptions;

  Platform(boolean dockerSecurityOptions) {
    this.dockerSecurityOptions = dockerSecurityOptions;
  }

  /**
   * Whether {@code dockerSecurityOptions}, and with them {@code no-new-privileges}, can be asked
   * for. Source: the ECS API reference of {@code ContainerDefinition}, and what Fargate answers.
   */
  public boolean supportsDockerSecurityOptions() {
    return dockerSecurityOptions;
  }
}
