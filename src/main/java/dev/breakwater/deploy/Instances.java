package dev.breakwater.deploy;

import java.util.List;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.ec2.BlockDevice;
import software.amazon.awscdk.services.ec2.BlockDeviceVolume;
import software.amazon.awscdk.services.ec2.EbsDeviceOptions;
import software.amazon.awscdk.services.ec2.EbsDeviceVolumeType;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.LaunchTemplate;
import software.amazon.awscdk.services.ec2.LaunchTemplateHttpTokens;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.UserData;
import software.amazon.awscdk.services.ecs.AsgCapacityProvider;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.EcsOptimizedImage;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * EC2 instances for the sample's tasks: instance metadata by version 2 only and one hop away, so
 * that no container on a bridge reaches it; encrypted disks; no key pair; nothing comes in but from
 * the load balancer.
 */
final class Instances {
  private Instances() {}

  static AsgCapacityProvider of(Construct scope, Cluster cluster) {
    AutoScalingGroup group =
        AutoScalingGroup.Builder.create(scope, "Instances")
            .vpc(cluster.getVpc())
            .launchTemplate(template(scope, securityGroup(scope, cluster)))
            .minCapacity(2)
            .maxCapacity(4)
            .build();
    AsgCapacityProvider capacity =
        AsgCapacityProvider.Builder.create(scope, "Capacity").autoScalingGroup(group).build();
    cluster.addAsgCapacityProvider(capacity);
    return capacity;
  }

  private static SecurityGroup securityGroup(Construct scope, Cluster cluster) {
    SecurityGroup group =
        SecurityGroup.Builder.create(scope, "InstanceSecurityGroup")
            .vpc(cluster.getVpc())
            .description("ECS instances of " + scope.getNode().getPath())
            .allowAllOutbound(false)
            .build();
    group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "HTTPS: the ECS agent, images, logs");
    return group;
  }

  /**
   * A task with a network interface of its own reaches the metadata by it, whatever the hops.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html">
   *     Agent configuration</a>
   */
  private static UserData agent() {
    UserData data = UserData.forLinux();
    data.addCommands(
        "echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config",
        "echo ECS_DISABLE_PRIVILEGED=true >> /etc/ecs/ecs.config");
    return data;
  }

  private static LaunchTemplate template(Construct scope, SecurityGroup securityGroup) {
    return LaunchTemplate.Builder.create(scope, "InstanceTemplate")
        .instanceType(new InstanceType("t3.medium"))
        .machineImage(EcsOptimizedImage.amazonLinux2023())
        .userData(agent())
        .securityGroup(securityGroup)
        .role(role(scope))
        .httpTokens(LaunchTemplateHttpTokens.REQUIRED)
        .httpPutResponseHopLimit(1)
        .blockDevices(List.of(disk()))
        .build();
  }

  /** What the ECS agent needs of the cluster, the CDK adds. */
  private static Role role(Construct scope) {
    return Role.Builder.create(scope, "InstanceRole")
        .assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
        .build();
  }

  private static BlockDevice disk() {
    return BlockDevice.builder()
        .deviceName("/dev/xvda")
        .volume(
            BlockDeviceVolume.ebs(
                30,
                EbsDeviceOptions.builder()
                    .encrypted(true)
                    .volumeType(EbsDeviceVolumeType.GP3)
                    .build()))
        .build();
  }
}
