package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.fail;

import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.TaskRule;
import dev.breakwater.policy.Verdict;
import java.util.List;

/**
 * Forbids a host volume at or under the directories that hold the host's programs, its
 * configuration, its devices and its other containers, read-only as well; and above the containers'
 * directories. {@code /bin} and {@code /sbin} are links into {@code /usr} on the hosts of ECS.
 */
@RuleInfo(
    title = "No directory that runs the host is mounted",
    severity = Severity.HIGH,
    level = Level.BASELINE,
    rationale =
        "A container that writes to /etc, /usr or /boot owns the host at its next start "
            + "or login; one that only reads finds keys, credentials of other tasks and the "
            + "memory of processes.",
    remediation =
        "Take the volume out, or mount a directory of its own such as /srv/app/data. Data"
            + " that must outlive the task belongs on EFS or EBS.",
    controls = {Control.CIS_DOCKER_5_6})
@Fix(
    api =
        """
        volumes:
          - name: data
            host:
              sourcePath: /srv/web/data
        """,
    cdk =
        """
        task.addVolume(
            Volume.builder()
                .name("data")
                .host(Host.builder().sourcePath("/srv/web/data").build())
                .build());
        """,
    terraform =
        """
        volume {
          name      = "data"
          host_path = "/srv/web/data"
        }
        """)
@Guard(
    unsaid =
        "paths are cleaned as Docker does it (.., //) before they are compared, and Guard cannot rewrite a text.")
public final class NoSensitiveHostMount implements TaskRule {

  private static final List<String> AT_OR_UNDER =
      List.of(
          "/bin",
          "/boot",
          "/dev",
          "/etc",
          "/lib",
          "/lib64",
          "/proc",
          "/root",
          "/run",
          "/sbin",
          "/sys",
          "/usr",
          "/var/lib/containerd",
          "/var/lib/docker",
          "/var/lib/ecs",
          "/var/run");

  @Override
  public Verdict judge(TaskDefinition task) {
    return HostPath.eachOf(
        task, (path, at) -> isSensitive(path) ? fail(reason(path), at) : Verdict.pass());
  }

  /** At or under one of them, or above one: that is {@code /}, {@code /var} or {@code /var/lib}. */
  private static boolean isSensitive(HostPath path) {
    for (String directory : AT_OR_UNDER) {
      if (path.isAtOrUnder(directory) || path.isAtOrAbove(directory)) {
        return true;
      }
    }
    return false;
  }

  private static String reason(HostPath path) {
    return "volume opens the host's " + path.path();
  }
}
