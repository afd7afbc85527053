package dev.breakwater.construct;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.ecs.AsgCapacityProvider;
import software.amazon.awscdk.services.ecs.Compatibility;
import software.amazon.awscdk.services.ecs.NetworkMode;

/**
 * Where a task runs and how its containers reach each other. In every placement the proxy alone can
 * be reached from outside the task.
 */
public final class Placement {
  private final Compatibility compatibility;
  private final NetworkMode networkMode;
  private final Optional<AsgCapacityProvider> capacity;

  private Placement(
      Compatibility compatibility,
      NetworkMode networkMode,
      Optional<AsgCapacityProvider> capacity) {
    this.compatibility = compatibility;
    this.networkMode = networkMode;
    this.capacity = capacity;
  }

  /**
   * AWS Fargate, network mode {@code awsvpc}: the containers of a task share one network interface
   * and speak over loopback. {@code no-new-privileges} cannot be asked for there; the dropped
   * capabilities stand in for it.
   */
  public static Placement fargate() {
    return new Placement(Compatibility.FARGATE, NetworkMode.AWS_VPC, Optional.empty());
  }

  /**
   * The cluster's own EC2 instances, network mode {@code awsvpc}: as on Fargate, each task has a
   * network interface and a security group of its own.
   */
  public static Placement ec2() {
    return new Placement(Compatibility.EC2, NetworkMode.AWS_VPC, Optional.empty());
  }

  /**
   * As {@link #ec2()}, on this capacity provider, which scales with the tasks.
   *
   * @param capacity one of the cluster's
   */
  public static Placement ec2(AsgCapacityProvider capacity) {
    return new Placement(Compatibility.EC2, NetworkMode.AWS_VPC, Optional.of(required(capacity)));
  }

  /**
   * The cluster's own EC2 instances, network mode {@code bridge}: the proxy has a link to the
   * application and maps a host port that Docker chooses; the application maps none. Whatever else
   * runs on the same instance's default bridge can reach the application's port, unless the Docker
   * daemon runs with {@code icc=false}; where that matters, take {@link #ec2()}.
   */
  public static Placement ec2Bridge() {
    return new Placement(Compatibility.EC2, NetworkMode.BRIDGE, Optional.empty());
  }

  /**
   * As {@link #ec2Bridge()}, on this capacity provider, which scales with the tasks.
   *
   * @param capacity one of the cluster's
   */
  public static Placement ec2Bridge(AsgCapacityProvider capacity) {
    return new Placement(Compatibility.EC2, NetworkMode.BRIDGE, Optional.of(required(capacity)));
  }

  private static AsgCapacityProvider required(AsgCapacityProvider capacity) {
    return Objects.requireNonNull(capacity, "capacity is required");
  }

  Compatibility compatibility() {
    return compatibility;
  }

  NetworkMode networkMode() {
    return networkMode;
  }

  Optional<AsgCapacityProvider> capacity() {
    return capacity;
  }

  boolean isFargate() {
    return compatibility == Compatibility.FARGATE;
  }

  boolean isBridge() {
    return networkMode == NetworkMode.BRIDGE;
  }

  /** As sentences name it. */
  @Override
  public String toString() {
    if (isFargate()) {
      return "Fargate";
    }
    return isBridge() ? "EC2 bridge" : "EC2 awsvpc";
  }
}
