package dev.breakwater.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 * the load balancer; users of containers are nobody on the host.
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
   * What the rules about hosts ask for. Docker reads its configuration when it starts, the ECS
   * agent starts behind the user data. Amazon Linux ships an audit rule that would silence the
   * watches.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html">
   *     Agent configuration</a>
   */
  private static UserData hardening() {
    UserData data = UserData.forLinux();
    try (InputStream script = Instances.class.getResourceAsStream("instance.sh")) {
      data.addCommands(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("reading a resource of the jar", e);
    }
    return data;
  }

  private static LaunchTemplate template(Construct scope, SecurityGroup securityGroup) {
    return LaunchTemplate.Builder.create(scope, "InstanceTemplate")
        .instanceType(new InstanceType("t3.medium"))
        .machineImage(EcsOptimizedImage.amazonLinux2023())
        .userData(hardening())
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
