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
 * Requires {@code MetadataOptions.HttpTokens} {@code required}, or no metadata at all. Where it is
 * not written, the account's default decides, or else the image: those of Amazon Linux 2023 require
 * tokens, older ones do not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateInstanceMetadataOptionsRequest.html">LaunchTemplateInstanceMetadataOptionsRequest</a>
 */
@RuleInfo(
    title = "Instance metadata asks for a token",
    severity = Severity.HIGH,
    level = Level.BASELINE,
    rationale =
        "Version 1 of the instance metadata service answers any GET: a request that an "
            + "application is talked into sending brings the instance role's credentials out.",
    remediation = "Set MetadataOptions.HttpTokens to required.",
    controls = {
      Control.SECURITY_HUB_EC2_170,
      Control.SECURITY_HUB_AUTOSCALING_3,
      Control.CONTROL_TOWER_EC2_PR_1
    })
@Fix(
    api =
        """
        MetadataOptions:
          HttpTokens: required
        """,
    cdk =
        """
        LaunchTemplate.Builder.create(this, "Launch")
            .machineImage(EcsOptimizedImage.amazonLinux2023())
            .httpTokens(LaunchTemplateHttpTokens.REQUIRED)
            .build();
        """)
@Guard(
    value =
        "MetadataOptions.HttpEndpoint == 'disabled' OR MetadataOptions.HttpTokens == 'required'",
    differs = "every launch template is judged, not only those that start container instances.")
public final class Imdsv2Only implements HostRule {

  @Override
  public Verdict judge(HostTemplate host) {
    return Host.withMetadata(
        host,
        require(
            host.httpTokens(),
            "required"::equals,
            tokens -> "HttpTokens is " + tokens,
            "HttpTokens is not set: the account or the image decides"));
  }
}
