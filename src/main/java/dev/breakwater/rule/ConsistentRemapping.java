package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.forbid;
import static dev.breakwater.policy.Verdict.pass;

import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.TaskRule;
import dev.breakwater.policy.Verdict;

/**
 * Forbids what Docker refuses on a host that remaps users: a privileged container, the network and
 * the processes of the host (moby, {@code verifyPlatformContainerSettings}: "privileged mode is
 * incompatible with user namespaces"). ECS has no {@code --userns=host} for a task.
 *
 * <p>Which hosts may run the task is read from the template. Where it says that the hosts are in
 * another, and the task has such a setting, that is unknown; where nothing says where the task
 * runs, this is not its rule.
 */
@RuleInfo(
    title = "Tasks on hosts that remap users can start",
    severity = Severity.MEDIUM,
    level = Level.RESTRICTED,
    rationale =
        "Docker starts no such task where userns-remap is set. Who meets that at two in "
            + "the morning takes the remapping away, and with it what protected all other "
            + "tasks.",
    remediation =
        "Take privileged, networkMode host and pidMode host out of the task, or place "
            + "it by a capacity provider of hosts without userns-remap.")
@Fix(
    api =
        """
        networkMode: awsvpc
        pidMode: task
        containerDefinitions:
          - name: app
            privileged: false
        """,
    cdk =
        """
        Ec2TaskDefinition hardened =
            Ec2TaskDefinition.Builder.create(this, "Task").networkMode(NetworkMode.AWS_VPC).build();
        hardened.addContainer(
            "app", ContainerDefinitionOptions.builder().image(image).privileged(false).build());
        """)
@Guard(
    unsaid =
        "the hosts of a task are found by way of its services and their capacity providers, and Guard does not follow a Ref.")
public final class ConsistentRemapping implements TaskRule {
  private static final String REFUSED = ", which Docker refuses where userns-remap is set";

  @Override
  public Verdict judge(TaskDefinition task) {
    Verdict refused =
        forbid(task.networkMode(), "host"::equals, host -> "networkMode is host" + REFUSED)
            .and(forbid(task.pidMode(), "host"::equals, host -> "pidMode is host" + REFUSED))
            .and(
                each(
                    task.containers(),
                    (container, at) ->
                        forbid(
                            container.privileged(),
                            on -> on,
                            on -> "privileged is true" + REFUSED)));
    return refused.outcome() == Outcome.PASS
        ? pass()
        : each(task.usernsRemap(), (user, at) -> user.isEmpty() ? pass() : refused);
  }
}
