package dev.breakwater.model;

/** What a container instance runs, as far as it decides which settings it has. */
public enum HostSystem {
  /** An Amazon Linux of the ECS-optimized images, whose Docker gets flags of its own. */
  AMAZON_LINUX,
  /** Bottlerocket, whose Docker daemon takes no configuration of a user's. */
  BOTTLEROCKET,
  /** Windows. */
  WINDOWS,
  /** Any other Linux, or an image of which nothing is known. */
  LINUX;

  /** Whether its user data can write the daemon's, the agent's and the audit's Linux files. */
  public boolean hasLinuxFiles() {
    return this == AMAZON_LINUX || this == LINUX;
  }
}
