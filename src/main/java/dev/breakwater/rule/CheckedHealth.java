package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.pass;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Container;
import dev.breakwater.model.Values;
import dev.breakwater.policy.ContainerRule;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/**
 * Requires a {@code healthCheck} of each essential container. One that does not say {@code
 * essential} is. ECS does not look at a {@code HEALTHCHECK} of the image (ECS API reference, {@code
 * HealthCheck}), and Docker runs no check that begins with another word than {@code CMD} and {@code
 * CMD-SHELL} (moby, {@code daemon.getProbe}).
 */
@RuleInfo(
    title = "Essential containers are asked for their health",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "ECS replaces a container that ends, but not one that hangs, unless something asks it: "
            + "a service that an attack brought to a standstill stays there. The HEALTHCHECK of an "
            + "image does not count for ECS.",
    remediation =
        "Set healthCheck with a command that begins with CMD or CMD-SHELL; or essential to false "
            + "where the task can do without the container.",
    controls = {Control.CIS_DOCKER_4_6, Control.CIS_DOCKER_5_27})
@Fix(
    api =
        """
        healthCheck:
          command: [CMD, /usr/bin/health, "8080"]
        """,
    cdk =
        """
        task.addContainer(
            "app",
            ContainerDefinitionOptions.builder()
                .image(image)
                .healthCheck(
                    HealthCheck.builder().command(List.of("CMD", "/usr/bin/health", "8080")).build())
                .build());
        """)
@Guard(
    value =
        "Essential in [false, /(?i)^(false|no|off)$/] OR some HealthCheck.Command[*] in ['CMD', 'CMD-SHELL']")
public final class CheckedHealth implements ContainerRule {

  @Override
  public Verdict judge(Container container) {
    Values<String> command = container.healthCheck().command();
    Verdict verdict =
        require(
            command,
            word -> word.equals("CMD") || word.equals("CMD-SHELL"),
            command.known().findAny().isEmpty()
                ? "essential container has no health check"
                : "health check begins with neither CMD nor CMD-SHELL, so it never runs");
    return verdict.or(
        each(container.essential(), (essential, at) -> essential ? verdict : pass(), verdict));
  }
}
