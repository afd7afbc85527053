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

/** Forbids {@code networkMode} {@code host}. */
@RuleInfo(
    title = "Tasks do not share the host's network",
    severity = Severity.HIGH,
    level = Level.BASELINE,
    rationale =
        "On the host's network a container reaches what listens on the host's loopback "
            + "(the ECS agent's introspection among it), takes the instance role's credentials "
            + "from the metadata service and can listen on any port.",
    remediation =
        "Set networkMode to awsvpc, or to bridge where the network interfaces of the "
            + "instance are too few.",
    controls = {
      Control.CIS_DOCKER_5_10,
      Control.CIS_AWS_COMPUTE_3_1,
      Control.SECURITY_HUB_ECS_17,
      Control.CONTROL_TOWER_ECS_PR_8
    })
@Fix(
    api = "networkMode: awsvpc",
    cdk =
        """
        Ec2TaskDefinition.Builder.create(this, "Task").networkMode(NetworkMode.AWS_VPC).build();
        """)
@Guard(value = "NetworkMode !exists OR NetworkMode != /^host$|\\{\\{resolve:/")
public final class NoHostNetwork implements TaskRule {

  @Override
  public Verdict judge(TaskDefinition task) {
    return forbid(task.networkMode(), "host"::equals, host -> "networkMode is host");
  }
}
