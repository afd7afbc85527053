package dev.breakwater.construct;

import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ecs.ICluster;

/**
 * What a builder collects of a service.
 *
 * @param <S> the builder itself
 */
public abstract sealed class ServiceSettings<S extends ServiceSettings<S>>
    permits HardenedServiceProps.Builder, HardenedService.Builder {
  private ICluster cluster;
  private HardenedTask task;
  private int desiredCount = 2;
  private Optional<SubnetSelection> vpcSubnets = Optional.empty();
  private Optional<Duration> healthCheckGracePeriod = Optional.empty();

  ServiceSettings() {}

  abstract S self();

  /** Where the service runs. Required. */
  public S cluster(ICluster cluster) {
    this.cluster = cluster;
    return self();
  }

  /** What it runs. Required. */
  public S task(HardenedTask task) {
    this.task = task;
    return self();
  }

  /** How many tasks, 0 to 5000; 2 by default, so that one can fail. */
  public S desiredCount(int tasks) {
    this.desiredCount = tasks;
    return self();
  }

  /** Where the tasks' network interfaces are; the VPC's private subnets by default. */
  public S vpcSubnets(SubnetSelection subnets) {
    this.vpcSubnets = Optional.of(Objects.requireNonNull(subnets, "vpcSubnets are required"));
    return self();
  }

  /**
   * How long ECS overlooks failed health checks of a new task, 0 to 2147483647 s; by default the
   * CDK's, 60 s behind a load balancer and none without.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html">
   *     healthCheckGracePeriodSeconds</a>
   */
  public S healthCheckGracePeriod(Duration period) {
    this.healthCheckGracePeriod =
        Optional.of(Objects.requireNonNull(period, "healthCheckGracePeriod is required"));
    return self();
  }

  HardenedServiceProps props() {
    return new HardenedServiceProps(
        cluster, task, desiredCount, vpcSubnets, healthCheckGracePeriod);
  }
}
