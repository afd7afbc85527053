package dev.breakwater.model;

/**
 * A cluster.
 *
 * @param name the cluster's name; its location is the resource's when the name is absent
 * @param containerInsights the setting {@code containerInsights}: {@code enabled}, {@code enhanced}
 *     or {@code disabled}
 * @param execLogging {@code configuration.executeCommandConfiguration.logging}: {@code DEFAULT},
 *     {@code OVERRIDE} or {@code NONE}
 * @param execLogDestinations the log group and the bucket of its {@code logConfiguration}
 */
public record Cluster(
    Setting<String> name,
    Setting<String> containerInsights,
    Setting<String> execLogging,
    Values<String> execLogDestinations) {
  /** The logical id or ARN of the resource. */
  public String resource() {
    return name.location().subject();
  }
}
