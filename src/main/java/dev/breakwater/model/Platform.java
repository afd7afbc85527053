package dev.breakwater.model;

/** Where ECS can place a task: the values of {@code requiresCompatibilities}. */
public enum Platform {
  /** Container instances of the account's own. */
  EC2("EC2", true),
  /** AWS Fargate; refuses {@code dockerSecurityOptions}. */
  FARGATE("Fargate", false),
  /** ECS Managed Instances; do not support {@code dockerSecurityOptions}. */
  MANAGED_INSTANCES("Managed Instances", false),
  /** ECS Anywhere. */
  EXTERNAL("External", true);

  private final String title;
  private final boolean dockerSecurityOptions;

  Platform(String title, boolean dockerSecurityOptions) {
    this.title = title;
    this.dockerSecurityOptions = dockerSecurityOptions;
  }

  /** As AWS calls it in sentences. */
  public String title() {
    return title;
  }

  /**
   * Whether {@code dockerSecurityOptions}, and with them {@code no-new-privileges}, can be asked
   * for. Source: the ECS API reference of {@code ContainerDefinition}, and what Fargate answers.
   */
  public boolean supportsDockerSecurityOptions() {
    return dockerSecurityOptions;
  }
}
