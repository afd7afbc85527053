package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Container;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.ContainerInTaskRule;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/** Requires {@code readonlyRootFilesystem}; Linux only, as ECS does not have it on Windows. */
@RuleInfo(
    title = "Root filesystem is read-only",
    severity = Severity.HIGH,
    level = Level.RESTRICTED,
    rationale = "A writable root filesystem lets an intruder replace binaries and keep tools.",
    remediation =
        "Set readonlyRootFilesystem to true, and mount a tmpfs (linuxParameters.tmpfs) "
            + "where the application writes.",
    proof =
        "/proc/PID/mountinfo shows / as ro for every process of the task that `breakwater up` runs (`UpServesTest`), and a write that the application tries there ends with \"read-only file system\" (`HardenedTaskTest`).",
    controls = {
      Control.CIS_DOCKER_5_13,
      Control.CIS_AWS_COMPUTE_3_5,
      Control.SECURITY_HUB_ECS_5,
      Control.CONTROL_TOWER_ECS_PR_6
    })
@Fix(
    api =
        """
        readonlyRootFilesystem: true
        linuxParameters:
          tmpfs:
            - containerPath: /tmp
              size: 64
        """,
    cdk =
        """
        linux.addTmpfs(Tmpfs.builder().containerPath("/tmp").size(64).build());
        task.addContainer(
            "app",
            ContainerDefinitionOptions.builder()
                .image(image)
                .readonlyRootFilesystem(true)
                .linuxParameters(linux)
                .build());
        """)
@Guard(
    value = "ReadonlyRootFilesystem in [true, /(?i)^(true|yes|on)$/]",
    unless = {Guard.WINDOWS})
public final class ReadOnlyRootFilesystem implements ContainerInTaskRule {

  @Override
  public Verdict judge(Container container, TaskDefinition task) {
    return Linux.only(
        task, require(container.readonlyRootFilesystem(), on -> on, "root filesystem is writable"));
  }
}
