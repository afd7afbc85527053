package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.forbid;

import dev.breakwater.model.Service;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.ServiceRule;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/** Forbids {@code enableExecuteCommand}, of services and of what starts tasks. */
@RuleInfo(
    title = "Nobody gets a shell in a running task",
    severity = Severity.MEDIUM,
    level = Level.RESTRICTED,
    rationale =
        "ECS Exec runs commands as root in a running container, whatever user the task "
            + "definition names: whoever may call ecs:ExecuteCommand reads its secrets and takes its "
            + "role's credentials.",
    remediation =
        "Leave enableExecuteCommand out or set it to false. Where it must be possible for an hour, "
            + "turn it on with a deployment of its own, and off again.")
@Fix(
    api = "enableExecuteCommand: false",
    cdk =
        """
        FargateService.Builder.create(this, "Service")
            .cluster(cluster)
            .taskDefinition(task)
            .enableExecuteCommand(false)
            .build();
        """)
@Guard(
    value =
        "EnableExecuteCommand !exists OR EnableExecuteCommand in [false, /(?i)^(false|no|off)$/]")
public final class NoExec implements ServiceRule {

  @Override
  public Verdict judge(Service service) {
    return forbid(service.enableExecuteCommand(), on -> on, on -> "enableExecuteCommand is true");
  }
}
