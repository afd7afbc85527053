package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Cluster;
import dev.breakwater.policy.ClusterRule;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;
import java.util.Set;

/**
 * Requires the cluster setting {@code containerInsights}. Where it is not written, the account's
 * default holds, which is disabled unless somebody changed it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterSetting.html">ClusterSetting</a>
 */
@RuleInfo(
    title = "Container Insights is on",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "Without the metrics of each task nobody sees an intruder that takes the CPU, "
            + "opens connections or restarts containers, and nobody can tell afterwards when "
            + "it began.",
    remediation = "Add the cluster setting containerInsights with the value enhanced, or enabled.",
    controls = {
      Control.CIS_AWS_COMPUTE_3_9,
      Control.SECURITY_HUB_ECS_12,
      Control.CONTROL_TOWER_ECS_PR_2
    })
@Fix(
    api =
        """
        settings:
          - name: containerInsights
            value: enhanced
        """,
    cdk =
        """
        Cluster.Builder.create(this, "Cluster").containerInsightsV2(ContainerInsights.ENHANCED).build();
        """,
    cloudFormation =
        """
        ClusterSettings:
          - Name: containerInsights
            Value: enhanced
        """)
@Guard(
    value =
        """
        some ClusterSettings[*] {
          Name == 'containerInsights'
          Value in ['enabled', 'enhanced']
        }
        """)
public final class ContainerInsights implements ClusterRule {
  private static final Set<String> ON = Set.of("enabled", "enhanced");

  @Override
  public Verdict judge(Cluster cluster) {
    return require(
        cluster.containerInsights(),
        ON::contains,
        off -> "containerInsights is " + off,
        "containerInsights is not set: the account's default decides");
  }
}
