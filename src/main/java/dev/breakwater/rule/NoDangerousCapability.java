package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.forbid;

import dev.breakwater.model.Container;
import dev.breakwater.policy.ContainerRule;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;
import java.util.Set;

/**
 * Forbids added capabilities beyond a list without known ways to break out: what Docker grants by
 * default (moby, {@code caps.DefaultCapabilities}) less {@code NET_RAW}, which is also the list of
 * the baseline of Kubernetes' Pod Security Standards.
 */
@RuleInfo(
    title = "No capability is added that opens a way out",
    severity = Severity.HIGH,
    level = Level.BASELINE,
    rationale =
        "Capabilities such as SYS_ADMIN, SYS_PTRACE, SYS_MODULE or DAC_READ_SEARCH are "
            + "ways out of a container that are written down step by step, and ALL holds all of"
            + " them.",
    remediation =
        "Take the capability out of linuxParameters.capabilities.add. A web application that"
            + " listens on a port from 1024 up needs none.",
    controls = {Control.CIS_DOCKER_5_4})
@Fix(
    api =
        """
        linuxParameters:
          capabilities:
            add: []
        """,
    cdk =
        """
        // No linux.addCapabilities(…), but:
        linux.dropCapabilities(Capability.ALL);
        """)
@Guard(
    value =
        """
        LinuxParameters.Capabilities.Add !exists OR
        LinuxParameters.Capabilities.Add empty OR
        LinuxParameters.Capabilities.Add[*] == /(?i)^\\s*(CAP_)?(AUDIT_WRITE|CHOWN|DAC_OVERRIDE|FOWNER|FSETID|KILL|MKNOD|NET_BIND_SERVICE|SETFCAP|SETGID|SETPCAP|SETUID|SYS_CHROOT)\\s*$/
        """)
public final class NoDangerousCapability implements ContainerRule {

  private static final Set<String> HARMLESS =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  @Override
  public Verdict judge(Container container) {
    return forbid(
        container.linuxParameters().capabilitiesAdd(),
        capability -> !HARMLESS.contains(Capability.name(capability)),
        capability -> "capability " + Capability.name(capability) + " is added");
  }
}
