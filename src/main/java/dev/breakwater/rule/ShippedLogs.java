package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Container;
import dev.breakwater.policy.ContainerRule;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/** Requires a log driver other than {@code none}. */
@RuleInfo(
    title = "Logs leave the container",
    severity = Severity.MEDIUM,
    level = Level.BASELINE,
    rationale =
        "Without a log driver the output of the container stays on the instance, or on "
            + "Fargate nowhere: after an intrusion there is nothing to read.",
    remediation = "Set logConfiguration with the logDriver awslogs, awsfirelens or splunk.",
    controls = {
      Control.CIS_DOCKER_2_13,
      Control.CIS_AWS_COMPUTE_3_7,
      Control.SECURITY_HUB_ECS_9,
      Control.CONTROL_TOWER_ECS_PR_5
    })
@Fix(
    api =
        """
        logConfiguration:
          logDriver: awslogs
          options:
            awslogs-group: /web
            awslogs-region: eu-west-1
            awslogs-stream-prefix: app
            mode: non-blocking
        """,
    cdk =
        """
        task.addContainer(
            "app",
            ContainerDefinitionOptions.builder()
                .image(image)
                .logging(LogDriver.awsLogs(AwsLogDriverProps.builder().streamPrefix("app").build()))
                .build());
        """)
@Guard(value = "LogConfiguration.LogDriver != /^none$|\\{\\{resolve:/")
public final class ShippedLogs implements ContainerRule {

  @Override
  public Verdict judge(Container container) {
    return require(
        container.logConfiguration().logDriver(),
        driver -> !driver.equals("none"),
        driver -> "logDriver is none",
        "container has no logConfiguration");
  }
}
