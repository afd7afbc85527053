package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.require;

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
 * Requires {@code MetadataOptions.HttpPutResponseHopLimit} 1, or no metadata at all. Where it is
 * not written, the account's default decides, or else the image: those of Amazon Linux 2023 ask for
 * 2.
 *
 * @see <a href="https://docs.aws.amazon.com/linux/al2023/ug/imdsv2.html">IMDSv2 in Amazon Linux
 *     2023</a>
 */
@RuleInfo(
    title = "Instance metadata ends at the instance",
    severity = Severity.MEDIUM,
    level = Level.RESTRICTED,
    rationale =
        "The answer that carries the token may take as many hops as the limit says. A "
            + "container on a bridge is one hop further than the host: with a limit of 1 it "
            + "gets no token, and so not the instance role's credentials.",
    remediation =
        "Set MetadataOptions.HttpPutResponseHopLimit to 1. Tasks get their credentials "
            + "from their task role, not from the instance.",
    controls = {Control.CONTROL_TOWER_EC2_PR_2})
@Fix(
    api =
        """
        MetadataOptions:
          HttpPutResponseHopLimit: 1
        """,
    cdk =
        """
        LaunchTemplate.Builder.create(this, "Launch")
            .machineImage(EcsOptimizedImage.amazonLinux2023())
            .httpPutResponseHopLimit(1)
            .build();
        """)
@Guard(
    value =
        "MetadataOptions.HttpEndpoint == 'disabled' OR MetadataOptions.HttpPutResponseHopLimit in [1, '1']",
    differs = "every launch template is judged, not only those that start container instances.")
public final class ImdsOneHop implements HostRule {

  @Override
  public Verdict judge(HostTemplate host) {
    return Host.withMetadata(
        host,
        require(
            host.httpPutResponseHopLimit(),
            hops -> hops == 1,
            hops -> "HttpPutResponseHopLimit is " + hops,
            "HttpPutResponseHopLimit is not set: the account or the image decides, which is 2 for"
                + " Amazon Linux 2023"));
  }
}
