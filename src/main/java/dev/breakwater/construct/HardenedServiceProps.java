package dev.breakwater.construct;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ecs.ICluster;

/**
 * A service that keeps tasks running.
 *
 * @param cluster where; its VPC is the service's
 * @param task what
 * @param desiredCount how many tasks, 0 to 5000; 2 by default
 * @param vpcSubnets awsvpc only: the private subnets by default
 * @param healthCheckGracePeriod how long ECS overlooks failed health checks of a new task, 0 to
 *     2147483647 s; the CDK's by default, 60 s behind a load balancer
 */
public record HardenedServiceProps(
    ICluster cluster,
    HardenedTask task,
    int desiredCount,
    Optional<SubnetSelection> vpcSubnets,
    Optional<Duration> healthCheckGracePeriod) {
  /**
   * A service.
   *
   * @throws NullPointerException for a missing cluster or task
   * @throws IllegalArgumentException for a value out of range
   */
  public HardenedServiceProps {
    Objects.requireNonNull(cluster, "cluster is required");
    Objects.requireNonNull(task, "task is required");
    Objects.requireNonNull(vpcSubnets, "vpcSubnets are required, or empty ones");
    check(desiredCount, healthCheckGracePeriod);
  }

  static void check(int desiredCount, Optional<Duration> healthCheckGracePeriod) {
    Wanted.between("desiredCount", desiredCount, 0, 5000, " tasks");
    healthCheckGracePeriod.ifPresent(
        period ->
            Wanted.between(
                "healthCheckGracePeriod",
                ContainerSettings.seconds(period),
                0,
                Integer.MAX_VALUE,
                " s"));
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the properties of a service. */
  public static final class Builder extends ServiceSettings<Builder> {
    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * The properties, checked.
     *
     * @throws NullPointerException without a cluster or a task
     * @throws IllegalArgumentException for a value out of range
     */
    public HardenedServiceProps build() {
      return props();
    }
  }
}
