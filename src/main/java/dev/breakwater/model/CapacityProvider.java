package dev.breakwater.model;

/**
 * A capacity provider.
 *
 * @param name its name; its location is the resource's when the name is absent
 * @param autoScalingGroupProvider absent where AWS manages the instances
 */
public record CapacityProvider(
    Setting<String> name, Setting<AutoScalingGroupProvider> autoScalingGroupProvider) {
  /** The logical id or ARN of the resource. */
  public String resource() {
    return name.location().subject();
  }

  /**
   * How ECS scales an Auto Scaling group.
   *
   * @param managedScaling {@code managedScaling.status}: {@code ENABLED} or {@code DISABLED}
   * @param managedTerminationProtection {@code ENABLED} or {@code DISABLED}
   */
  public record AutoScalingGroupProvider(
      Setting<String> managedScaling, Setting<String> managedTerminationProtection) {}
}
