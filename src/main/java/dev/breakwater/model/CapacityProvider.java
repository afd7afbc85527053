package dev.breakwater.model;

/**
 * A capacity provider.
 *
 * @param name its name; its location is the resource's when the name is absent
 * @param managedTerminationProtection {@code ENABLED} or {@code DISABLED}; absent too where the
 *     provider has no Auto Scaling group
 */
public record CapacityProvider(Setting<String> name, Setting<String> managedTerminationProtection) {
  /** The logical id or ARN of the resource. */
  public String resource() {
    return name.location().subject();
  }
}
