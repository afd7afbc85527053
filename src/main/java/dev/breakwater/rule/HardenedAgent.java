package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.EcsAgent;
import dev.breakwater.model.HostTemplate;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.HostRule;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/**
 * Requires what the ECS agent does not do unless it is told to. Without them it takes privileged
 * containers, leaves tasks with a network interface of their own a way to the instance's metadata,
 * and sets no limit of processes.
 *
 * @see <a
 *     href="https://github.com/aws/amazon-ecs-agent/blob/master/README.md#environment-variables">Environment
 *     variables of the agent</a>
 */
@RuleInfo(
    title = "The ECS agent is hardened",
    severity = Severity.MEDIUM,
    level = Level.RESTRICTED,
    rationale =
        "The agent decides what a task may get of its host: privileged containers own "
            + "it, the metadata service hands out the role of the instance, and a task "
            + "without a limit of processes starves all others.",
    remediation =
        "Write ECS_DISABLE_PRIVILEGED=true, ECS_AWSVPC_BLOCK_IMDS=true and "
            + "ECS_TASK_PIDS_LIMIT with a number into /etc/ecs/ecs.config.",
    controls = {Control.CIS_DOCKER_5_29})
@Fix(
    api =
        """
        UserData: |
          #!/bin/bash
          cat >> /etc/ecs/ecs.config <<'EOF'
          ECS_DISABLE_PRIVILEGED=true
          ECS_AWSVPC_BLOCK_IMDS=true
          ECS_TASK_PIDS_LIMIT=1024
          EOF
        """,
    cdk =
        """
        UserData data = UserData.forLinux();
        data.addCommands(
            "cat >> /etc/ecs/ecs.config <<'EOF'",
            "ECS_DISABLE_PRIVILEGED=true",
            "ECS_AWSVPC_BLOCK_IMDS=true",
            "ECS_TASK_PIDS_LIMIT=1024",
            "EOF");
        LaunchTemplate.Builder.create(this, "Launch")
            .machineImage(EcsOptimizedImage.amazonLinux2023())
            .userData(data)
            .build();
        """)
@Guard(unsaid = Guard.USER_DATA)
public final class HardenedAgent implements HostRule {

  @Override
  public Verdict judge(HostTemplate host) {
    return Host.withUserData(
        host, "user data that configures the ECS agent", data -> judge(data.agent()));
  }

  private static Verdict judge(EcsAgent agent) {
    return require(agent.disablePrivileged(), on -> on, "ECS_DISABLE_PRIVILEGED is not true")
        .and(require(agent.awsvpcBlockImds(), on -> on, "ECS_AWSVPC_BLOCK_IMDS is not true"))
        .and(require(agent.taskPidsLimit(), limit -> limit > 0, "ECS_TASK_PIDS_LIMIT is not set"));
  }
}
