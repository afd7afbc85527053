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

/** Forbids {@code pidMode} {@code host}. */
@RuleInfo(
    title = "Tasks do not share the host's process namespace",
    severity = Severity.HIGH,
    level = Level.BASELINE,
    rationale =
        "With the host's process namespace a container sees every process of the host, "
            + "their arguments and environments, and as root can stop or trace them and walk "
            + "into their files through /proc/PID/root.",
    remediation =
        "Leave pidMode out, or set it to task where the containers of the task must see "
            + "each other.",
    controls = {
      Control.CIS_DOCKER_5_16,
      Control.CIS_AWS_COMPUTE_3_3,
      Control.SECURITY_HUB_ECS_3,
      Control.CONTROL_TOWER_ECS_PR_10
    })
@Fix(
    api = "pidMode: null",
    cdk =
        """
        // No pidMode(…), or where the containers of the task must see each other:
        Ec2TaskDefinition.Builder.create(this, "Task").pidMode(PidMode.TASK).build();
        """)
@Guard(value = "PidMode !exists OR PidMode != /^host$|\\{\\{resolve:/")
public final class NoHostProcesses implements TaskRule {

  @Override
  public Verdict judge(TaskDefinition task) {
    return forbid(task.pidMode(), "host"::equals, host -> "pidMode is host");
  }
}
