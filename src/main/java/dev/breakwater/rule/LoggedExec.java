package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.fail;
import static dev.breakwater.policy.Verdict.pass;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Cluster;
import dev.breakwater.model.Location;
import dev.breakwater.policy.ClusterRule;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/**
 * Forbids that the sessions of ECS Exec go unlogged. Where nothing is written, ECS logs them as
 * {@code DEFAULT} does, with the {@code awslogs} of the container, and not at all where it has
 * none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html">ExecuteCommandConfiguration</a>
 */
@RuleInfo(
    title = "Sessions of ECS Exec are logged",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "ECS Exec is a root shell in a running container. CloudTrail only shows that "
            + "somebody opened one; what was typed there is known only from the log of the "
            + "session.",
    remediation =
        "Set executeCommandConfiguration.logging to OVERRIDE with a log group or a "
            + "bucket, or to DEFAULT where every container logs with awslogs. The image needs "
            + "script and cat for it.")
@Fix(
    api =
        """
        configuration:
          executeCommandConfiguration:
            logging: OVERRIDE
            logConfiguration:
              cloudWatchLogGroupName: /ecs/exec
        """,
    cdk =
        """
        Cluster.Builder.create(this, "Cluster")
            .executeCommandConfiguration(
                ExecuteCommandConfiguration.builder()
                    .logging(ExecuteCommandLogging.OVERRIDE)
                    .logConfiguration(
                        ExecuteCommandLogConfiguration.builder()
                            .cloudWatchLogGroup(LogGroup.Builder.create(this, "Exec").build())
                            .build())
                    .build())
            .build();
        """)
@Guard(
    value =
        """
        Configuration.ExecuteCommandConfiguration.Logging !exists OR
        Configuration.ExecuteCommandConfiguration.Logging != /^(NONE|OVERRIDE)$|\\{\\{resolve:/ OR
        Configuration.ExecuteCommandConfiguration {
          Logging == 'OVERRIDE'
          LogConfiguration.CloudWatchLogGroupName != /^$|\\{\\{resolve:/ OR LogConfiguration.S3BucketName != /^$|\\{\\{resolve:/
        }
        """)
public final class LoggedExec implements ClusterRule {

  @Override
  public Verdict judge(Cluster cluster) {
    return each(cluster.execLogging(), (logging, at) -> judge(logging, at, cluster));
  }

  private static Verdict judge(String logging, Location at, Cluster cluster) {
    return switch (logging) {
      case "NONE" -> fail("logging of executeCommandConfiguration is NONE", at);
      case "OVERRIDE" ->
          require(
              cluster.execLogDestinations(),
              destination -> !destination.isEmpty(),
              "logging of executeCommandConfiguration is OVERRIDE, with neither a log group nor a"
                  + " bucket");
      default -> pass();
    };
  }
}
