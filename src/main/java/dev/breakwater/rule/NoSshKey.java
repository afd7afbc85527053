package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.forbid;

import dev.breakwater.model.HostTemplate;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.HostRule;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/** Forbids a key pair. */
@RuleInfo(
    title = "Hosts have no SSH key pair",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "A key pair is a root login that no identity of AWS is behind: it is shared, it "
            + "is not logged by CloudTrail, and it outlives whoever had it.",
    remediation =
        "Leave KeyName out, and open a shell with Session Manager, which asks IAM and "
            + "writes a log.")
@Fix(
    api =
        """
        KeyName: null
        """,
    cdk =
        """
        LaunchTemplate.Builder.create(this, "Launch")
            .machineImage(EcsOptimizedImage.amazonLinux2023())
            .role(Role.fromRoleName(this, "Role", "instances")) // with AmazonSSMManagedInstanceCore
            .build();
        """)
@Guard(
    value = "KeyName !exists OR KeyName == ''",
    differs = "every launch template is judged, not only those that start container instances.")
public final class NoSshKey implements HostRule {

  @Override
  public Verdict judge(HostTemplate host) {
    return forbid(host.keyName(), name -> !name.isEmpty(), name -> "KeyName names a key pair");
  }
}
