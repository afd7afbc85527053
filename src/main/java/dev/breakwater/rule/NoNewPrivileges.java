package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.pass;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Container;
import dev.breakwater.model.Platform;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.ContainerInTaskRule;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/**
 * Requires {@code no-new-privileges} where a possible platform takes {@code dockerSecurityOptions}
 * (EC2 and External). Fargate refuses them and Managed Instances do not have them; there {@link
 * DroppedCapabilities} stands in. Linux only.
 */
@RuleInfo(
    title = "Processes cannot gain new privileges",
    severity = Severity.HIGH,
    level = Level.RESTRICTED,
    rationale =
        "With no-new-privileges the kernel ignores setuid bits and file capabilities: su,"
            + " sudo and their like in the image lead nowhere.",
    remediation =
        "Set dockerSecurityOptions to [no-new-privileges]. For tasks that only Fargate "
            + "runs, set requiresCompatibilities to [FARGATE] instead: Fargate refuses "
            + "dockerSecurityOptions.",
    proof =
        "NoNewPrivs in /proc/PID/status is 1 for every process of the task that `breakwater up` runs as on EC2, and 0 as on Fargate (`UpServesTest`).",
    controls = {Control.CIS_DOCKER_5_26})
@Fix(
    api = "dockerSecurityOptions: [no-new-privileges]",
    cdk =
        """
        task.addContainer(
            "app",
            ContainerDefinitionOptions.builder()
                .image(image)
                .dockerSecurityOptions(List.of("no-new-privileges"))
                .build());
        """)
@Guard(
    value = "some DockerSecurityOptions[*] == /^no-new-privileges([:=](1|t|T|true|TRUE|True))?$/",
    unless = {
      Guard.WINDOWS,
      """
        Properties {
          RequiresCompatibilities !empty
          RequiresCompatibilities[*] in ['FARGATE', 'MANAGED_INSTANCES']
        }
        """,
      "Type == 'AWS::ECS::DaemonTaskDefinition'"
    },
    differs =
        "Guard looks at RequiresCompatibilities alone, and not at the services that say where the tasks run.")
public final class NoNewPrivileges implements ContainerInTaskRule {

  @Override
  public Verdict judge(Container container, TaskDefinition task) {
    if (task.platforms().stream().noneMatch(Platform::supportsDockerSecurityOptions)) {
      return pass();
    }
    return Linux.only(
        task,
        require(
            container.dockerSecurityOptions(),
            option -> SecurityOption.read(option).isNoNewPrivileges(),
            reason(task)));
  }

  private static String reason(TaskDefinition task) {
    return task.platforms().contains(Platform.FARGATE)
        ? "no-new-privileges is not set; EC2 is possible here and needs it, Fargate is possible and"
            + " refuses it: let requiresCompatibilities name one of them"
        : "no-new-privileges is not set";
  }
}
