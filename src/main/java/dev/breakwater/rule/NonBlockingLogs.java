package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.pass;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Container;
import dev.breakwater.model.LogConfiguration;
import dev.breakwater.policy.ContainerRule;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/**
 * Requires {@code mode: non-blocking} of the {@code awslogs} driver. When it is left out, the
 * account's {@code defaultLogDriverMode} decides, which no task definition shows.
 */
@RuleInfo(
    title = "Logs do not block the application",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "With blocking logs a container stops at its next line of output while CloudWatch"
            + " Logs cannot be reached: an outage of the logs becomes one of the service. "
            + "Whoever can make it log much can slow it down.",
    remediation =
        "Set mode to non-blocking in the options of logConfiguration, and max-buffer-size"
            + " to what may wait (ECS takes 10m). What does not fit is lost.")
@Fix(
    api =
        """
        logConfiguration:
          logDriver: awslogs
          options:
            mode: non-blocking
            max-buffer-size: 10m
        """,
    cdk =
        """
        LogDriver logs =
            LogDriver.awsLogs(
                AwsLogDriverProps.builder()
                    .streamPrefix("app")
                    .mode(AwsLogDriverMode.NON_BLOCKING)
                    .maxBufferSize(Size.mebibytes(10))
                    .build());
        """)
@Guard(
    value =
        """
        LogConfiguration.LogDriver !exists OR
        LogConfiguration.LogDriver != /^awslogs$|\\{\\{resolve:/ OR
        LogConfiguration {
          LogDriver == 'awslogs'
          Options.mode == 'non-blocking'
        }
        """)
public final class NonBlockingLogs implements ContainerRule {

  @Override
  public Verdict judge(Container container) {
    LogConfiguration logs = container.logConfiguration();
    Verdict verdict =
        require(
            logs.option("mode"),
            "non-blocking"::equals,
            mode -> "mode of awslogs is not non-blocking",
            "mode of awslogs is not set to non-blocking");
    return each(logs.logDriver(), (driver, at) -> driver.equals("awslogs") ? verdict : pass());
  }
}
