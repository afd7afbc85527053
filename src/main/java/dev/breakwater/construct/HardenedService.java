package dev.breakwater.construct;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.AsgCapacityProvider;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.BuiltInAttributes;
import software.amazon.awscdk.services.ecs.CapacityProviderStrategy;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.Ec2Service;
import software.amazon.awscdk.services.ecs.FargatePlatformVersion;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.PlacementStrategy;
import software.amazon.awscdk.services.ecs.PropagatedTagSource;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.constructs.Construct;

/**
 * A service that runs a {@link HardenedTask}: no public address, no ECS Exec, a deployment that
 * fails rolls back, and on awsvpc a security group that lets nothing in and only HTTPS out, which
 * is what ECS itself needs. Further ways are opened by name: {@code
 * service.getConnections().allowTo(database, Port.tcp(5432))}.
 */
public final class HardenedService extends Construct implements IConnectable, IGrantable {
  private final HardenedTask task;
  private final BaseService service;
  private final Optional<SecurityGroup> securityGroup;

  /**
   * A service.
   *
   * @throws IllegalArgumentException for a task without containers, subnets on EC2 bridge, or EC2
   *     bridge on instances whose security group the cluster does not know
   */
  public HardenedService(Construct scope, String id, HardenedServiceProps props) {
    super(scope, id);
    task = props.task();
    Placement placement = task.placement();
    if (task.getContainers().isEmpty()) {
      throw Wanted.refused("task", "one with containers", "none in it");
    }
    if (placement.isBridge() && props.vpcSubnets().isPresent()) {
      throw Wanted.refused(
          "vpcSubnets", "left out on EC2 bridge, where the instance decides", "some");
    }
    securityGroup = placement.isBridge() ? Optional.empty() : Optional.of(securityGroup(props));
    service = placement.isFargate() ? fargate(props) : ec2(props);
    if (placement.isBridge()) {
      connectInstances(placement);
    }
  }

  /**
   * On a bridge the instances' security group is the tasks'. The CDK knows it of instances that
   * were added to the cluster itself, but not of those that a capacity provider added.
   */
  private void connectInstances(Placement placement) {
    placement
        .capacity()
        .map(capacity -> capacity.getAutoScalingGroup().getConnections().getSecurityGroups())
        .ifPresent(groups -> groups.forEach(service.getConnections()::addSecurityGroup));
    if (service.getConnections().getSecurityGroups().isEmpty()) {
      throw Wanted.refused(
          "placement",
          "ec2Bridge(capacity) where the cluster does not know its instances' security group",
          "ec2Bridge()");
    }
  }

  private SecurityGroup securityGroup(HardenedServiceProps props) {
    SecurityGroup group =
        SecurityGroup.Builder.create(this, "SecurityGroup")
            .vpc(props.cluster().getVpc())
            .description("Tasks of " + getNode().getPath())
            .allowAllOutbound(false)
            .build();
    group.addEgressRule(
        Peer.anyIpv4(), Port.tcp(443), "HTTPS: images, logs and secrets come from AWS");
    return group;
  }

  private BaseService fargate(HardenedServiceProps props) {
    FargateService.Builder builder =
        FargateService.Builder.create(this, "Service")
            .cluster(props.cluster())
            .taskDefinition(task.getTaskDefinition())
            .desiredCount(props.desiredCount())
            .platformVersion(FargatePlatformVersion.LATEST)
            .assignPublicIp(false)
            .securityGroups(List.of(securityGroup.orElseThrow()))
            .enableExecuteCommand(false)
            .circuitBreaker(ROLLBACK)
            .minHealthyPercent(100)
            .maxHealthyPercent(200)
            .enableEcsManagedTags(true)
            .propagateTags(PropagatedTagSource.SERVICE);
    props.vpcSubnets().ifPresent(builder::vpcSubnets);
    props.healthCheckGracePeriod().ifPresent(builder::healthCheckGracePeriod);
    return builder.build();
  }

  private BaseService ec2(HardenedServiceProps props) {
    Ec2Service.Builder builder =
        Ec2Service.Builder.create(this, "Service")
            .cluster(props.cluster())
            .taskDefinition(task.getTaskDefinition())
            .desiredCount(props.desiredCount())
            .placementStrategies(SPREAD)
            .enableExecuteCommand(false)
            .circuitBreaker(ROLLBACK)
            .minHealthyPercent(100)
            .maxHealthyPercent(200)
            .enableEcsManagedTags(true)
            .propagateTags(PropagatedTagSource.SERVICE);
    securityGroup.ifPresent(group -> builder.securityGroups(List.of(group)));
    props.vpcSubnets().ifPresent(builder::vpcSubnets);
    props.healthCheckGracePeriod().ifPresent(builder::healthCheckGracePeriod);
    task.placement()
        .capacity()
        .map(HardenedService::strategy)
        .ifPresent(builder::capacityProviderStrategies);
    return builder.build();
  }

  /** One instance or one zone that fails takes as few tasks with it as possible. */
  private static final List<PlacementStrategy> SPREAD =
      List.of(
          PlacementStrategy.spreadAcross(BuiltInAttributes.AVAILABILITY_ZONE),
          PlacementStrategy.spreadAcrossInstances());

  private static final DeploymentCircuitBreaker ROLLBACK =
      DeploymentCircuitBreaker.builder().enable(true).rollback(true).build();

  private static List<CapacityProviderStrategy> strategy(AsgCapacityProvider capacity) {
    return List.of(
        CapacityProviderStrategy.builder()
            .capacityProvider(capacity.getCapacityProviderName())
            .weight(1)
            .build());
  }

  /** The service: {@code autoScaleTaskCount}, {@code metricCpuUtilization} and the like. */
  public BaseService getService() {
    return service;
  }

  /** What it runs. */
  public HardenedTask getTask() {
    return task;
  }

  /** The tasks' own security group; none on EC2 bridge, where the instances' holds. */
  public Optional<SecurityGroup> getSecurityGroup() {
    return securityGroup;
  }

  /** Whom the tasks may reach and who may reach them. */
  @Override
  public Connections getConnections() {
    return service.getConnections();
  }

  /** The task role: {@code bucket.grantRead(service)} gives it to the containers. */
  @Override
  public IPrincipal getGrantPrincipal() {
    return task.getGrantPrincipal();
  }

  /** Builds a {@link HardenedService}. */
  public static final class Builder extends ServiceSettings<Builder> {
    private final Construct scope;
    private final String id;

    private Builder(Construct scope, String id) {
      this.scope = scope;
      this.id = id;
    }

    /** Starts from the defaults. */
    public static Builder create(Construct scope, String id) {
      return new Builder(scope, id);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * The service; what is wrong is refused as by its constructor.
     *
     * @throws NullPointerException without a cluster or a task
     */
    public HardenedService build() {
      return new HardenedService(scope, id, props());
    }
  }
}
