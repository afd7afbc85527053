package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Volume;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.TaskRule;
import dev.breakwater.policy.Verdict;

/**
 * Requires {@code transitEncryption} {@code ENABLED} of each EFS volume; it is off when it is left
 * out (ECS API reference, {@code EFSVolumeConfiguration}).
 */
@RuleInfo(
    title = "EFS volumes are encrypted in transit",
    severity = Severity.HIGH,
    level = Level.BASELINE,
    rationale =
        "Without encryption in transit the files pass over the network as NFS, in plain text: "
            + "whoever can read the traffic reads them, and whoever can change it changes them. "
            + "Authorization by IAM needs it too.",
    remediation = "Set transitEncryption to ENABLED in efsVolumeConfiguration.",
    controls = {Control.SECURITY_HUB_ECS_18})
@Fix(
    api =
        """
        volumes:
          - name: files
            efsVolumeConfiguration:
              fileSystemId: fs-0123456789abcdef0
              transitEncryption: ENABLED
        """,
    cdk =
        """
        task.addVolume(
            Volume.builder()
                .name("files")
                .efsVolumeConfiguration(
                    EfsVolumeConfiguration.builder()
                        .fileSystemId("fs-0123456789abcdef0")
                        .transitEncryption("ENABLED")
                        .build())
                .build());
        """,
    terraform =
        """
        volume {
          name = "files"

          efs_volume_configuration {
            file_system_id     = "fs-0123456789abcdef0"
            transit_encryption = "ENABLED"
          }
        }
        """)
@Guard(
    value =
        """
        Volumes !exists OR Volumes is_list
        Volumes !exists OR
        Volumes empty OR
        Volumes[*] {
          EFSVolumeConfiguration !exists OR EFSVolumeConfiguration.TransitEncryption == 'ENABLED'
        }
        """)
public final class EncryptedEfsTransit implements TaskRule {

  @Override
  public Verdict judge(TaskDefinition task) {
    return each(task.volumes(), (volume, at) -> judge(volume));
  }

  private static Verdict judge(Volume volume) {
    String which = volume.name().known().map(name -> " " + name).orElse("");
    return each(
        volume.efs(),
        (efs, at) ->
            require(
                efs.transitEncryption(),
                "ENABLED"::equals,
                got -> "transitEncryption of EFS volume" + which + " is not ENABLED",
                "EFS volume" + which + " is not encrypted in transit"));
  }
}
