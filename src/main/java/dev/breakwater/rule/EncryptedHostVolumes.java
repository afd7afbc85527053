package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.BlockDevice;
import dev.breakwater.model.HostTemplate;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.HostRule;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/**
 * Requires {@code Ebs.Encrypted} of each volume, and at least one volume: what is not written is as
 * the image's snapshot and the account's default for EBS make it. Instance store is always
 * encrypted where the hardware is of today.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateEbsBlockDeviceRequest.html">LaunchTemplateEbsBlockDeviceRequest</a>
 */
@RuleInfo(
    title = "Volumes of the hosts are encrypted",
    severity = Severity.MEDIUM,
    level = Level.RESTRICTED,
    rationale =
        "An instance's disk holds the images, the writable layers and the logs of every "
            + "container that it runs. Who gets a snapshot of it reads them all.",
    remediation =
        "Name the root device (/dev/xvda in images of Amazon Linux) and every other in "
            + "BlockDeviceMappings, each with Ebs.Encrypted true.")
@Fix(
    api =
        """
        BlockDeviceMappings:
          - DeviceName: /dev/xvda
            Ebs:
              Encrypted: true
        """,
    cdk =
        """
        AutoScalingGroup.Builder.create(this, "Instances")
            .vpc(cluster.getVpc())
            .instanceType(new InstanceType("t3.medium"))
            .machineImage(EcsOptimizedImage.amazonLinux2023())
            .blockDevices(
                List.of(
                    BlockDevice.builder()
                        .deviceName("/dev/xvda")
                        .volume(BlockDeviceVolume.ebs(30, EbsDeviceOptions.builder().encrypted(true).build()))
                        .build()))
            .build();
        """)
@Guard(
    value =
        """
        some BlockDeviceMappings[*].Ebs exists
        BlockDeviceMappings[*] {
          this[ keys == /^(Fn::|Ref$)/ ] empty
          Ebs !exists OR Ebs.Encrypted in [true, /(?i)^(true|yes|on)$/]
        }
        """,
    differs = "every launch template is judged, not only those that start container instances.")
public final class EncryptedHostVolumes implements HostRule {

  @Override
  public Verdict judge(HostTemplate host) {
    return require(
            host.blockDevices(),
            any -> true,
            "no EBS volume is named: the image and the account's default decide")
        .and(each(host.blockDevices(), (device, at) -> judge(device)));
  }

  private static Verdict judge(BlockDevice device) {
    String name = device.deviceName().known().map(known -> "volume " + known).orElse("a volume");
    return require(
        device.encrypted(),
        on -> on,
        off -> name + " is not encrypted",
        name + " does not say Encrypted: its snapshot and the account's default decide");
  }
}
