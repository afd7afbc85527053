package dev.breakwater.construct;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ecs.ICluster;

/**
 * A service that keeps tasks running.
 *
 * @param cluster where; its VPC is the service's
 * @param task what
 * @param desiredCount how many tasks, at least 0; 2 by default
 * @param vpcSubnets awsvpc only: the private subnets by default
 */
public record HardenedServiceProps(
    ICluster cluster, HardenedTask task, int desiredCount, Optional<SubnetSelection> vpcSubnets) {
  /** Refuses what is missing. */
  public HardenedServiceProps {
    Objects.requireNonNull(cluster, "cluster is required");
    Objects.requireNonNull(task, "task is required");
    Objects.requireNonNull(vpcSubnets, "vpcSubnets are required, or empty ones");
    Wanted.between("desiredCount", desiredCount, 0, 5000, " tasks");
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

    /** The properties. */
    public HardenedServiceProps build() {
      return props();
    }
  }
}
