package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.pass;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Platform;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.TaskRule;
import dev.breakwater.policy.Verdict;
import java.util.Set;

/**
 * Requires {@code networkMode} {@code awsvpc}. External instances do not have it; on Managed
 * Instances it is the default (ECS API reference, {@code RegisterTaskDefinition}), and a daemon's
 * task definition has no network mode at all.
 */
@RuleInfo(
    title = "Each task has a network interface of its own",
    severity = Severity.MEDIUM,
    level = Level.RESTRICTED,
    rationale =
        "In bridge mode every container of an instance reaches every other one, and the mapped "
            + "ports stand on the instance itself; the security group and the flow logs are those "
            + "of the instance and see no task.",
    remediation = "Set networkMode to awsvpc, with a security group for the service.",
    controls = {Control.CONTROL_TOWER_ECS_PR_4})
@Fix(
    api = "networkMode: awsvpc",
    cdk =
        """
        Ec2TaskDefinition.Builder.create(this, "Task").networkMode(NetworkMode.AWS_VPC).build();
        """)
@Guard(
    value = "NetworkMode == 'awsvpc'",
    unless = {
      "Type == 'AWS::ECS::DaemonTaskDefinition'",
      """
      Properties {
        RequiresCompatibilities !empty
        RequiresCompatibilities[*] == 'EXTERNAL'
      }
      """,
      """
      Properties {
        RequiresCompatibilities !empty
        RequiresCompatibilities[*] == 'MANAGED_INSTANCES'
        NetworkMode !exists
      }
      """
    },
    differs =
        "Guard looks at RequiresCompatibilities alone, and not at the services that say where the"
            + " tasks run.")
public final class AwsvpcNetwork implements TaskRule {

  @Override
  public Verdict judge(TaskDefinition task) {
    boolean managed = task.platforms().equals(Set.of(Platform.MANAGED_INSTANCES));
    if (task.platforms().equals(Set.of(Platform.EXTERNAL))
        || (managed && task.networkMode().isAbsent())) {
      return pass();
    }
    return require(
        task.networkMode(),
        "awsvpc"::equals,
        mode -> "networkMode is " + mode + ", not awsvpc",
        "networkMode is not set to awsvpc");
  }
}
