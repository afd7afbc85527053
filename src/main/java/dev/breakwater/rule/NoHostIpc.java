package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.forbid;

import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.TaskRule;
import dev.breakwater.policy.Verdict;

/** Forbids {@code ipcMode} {@code host}. */
@RuleInfo(
    title = "Tasks do not share the host's IPC namespace",
    severity = Severity.HIGH,
    level = Level.BASELINE,
    rationale =
        "With the host's IPC namespace a container reads and writes the shared memory, "
            + "semaphores and message queues of every process on the host.",
    remediation =
        "Leave ipcMode out, or set it to none, or to task where the containers of the "
            + "task share memory.",
    controls = {Control.CIS_DOCKER_5_17})
@Fix(
    api = "ipcMode: none",
    cdk =
        """
        Ec2TaskDefinition.Builder.create(this, "Task").ipcMode(IpcMode.NONE).build();
        """)
@Guard(value = "IpcMode !exists OR IpcMode != /^host$|\\{\\{resolve:/")
public final class NoHostIpc implements TaskRule {

  @Override
  public Verdict judge(TaskDefinition task) {
    return forbid(task.ipcMode(), "host"::equals, host -> "ipcMode is host");
  }
}
