package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.forbid;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Container;
import dev.breakwater.model.LinuxParameters;
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
 * Requires that {@code ALL} is dropped, and that at most {@code NET_BIND_SERVICE} is added.
 *
 * <p>Added {@code ALL} wins over dropped {@code ALL}: Docker then grants every capability (moby,
 * {@code caps.TweakCapabilities}, asks for an added {@code ALL} first).
 */
@RuleInfo(
    title = "All capabilities are dropped",
    severity = Severity.HIGH,
    level = Level.RESTRICTED,
    rationale =
        "Docker grants 14 capabilities to a container that asks for none. Dropping ALL "
            + "empties the bounding set, so that not even a setuid binary in the image can get "
            + "one back; on Fargate, which has no no-new-privileges, nothing else does that.",
    remediation =
        "Set linuxParameters.capabilities.drop to [ALL] and leave capabilities.add empty;"
            + " NET_BIND_SERVICE alone may be added.",
    proof =
        "CapInh, CapPrm, CapEff, CapBnd and CapAmb in /proc/PID/status are all zero for every process of the task that `breakwater up` runs (`UpServesTest`).",
    controls = {Control.CIS_DOCKER_5_4})
@Fix(
    api =
        """
        linuxParameters:
          capabilities:
            add: []
            drop: [ALL]
        """,
    cdk =
        """
        LinuxParameters linux = new LinuxParameters(this, "Linux");
        linux.dropCapabilities(Capability.ALL);
        task.addContainer(
            "app", ContainerDefinitionOptions.builder().image(image).linuxParameters(linux).build());
        """)
@Guard(
    value =
        """
        some LinuxParameters.Capabilities.Drop[*] == /(?i)^\\s*(CAP_)?ALL\\s*$/
        LinuxParameters.Capabilities.Add !exists OR
        LinuxParameters.Capabilities.Add empty OR
        LinuxParameters.Capabilities.Add[*] == /(?i)^\\s*(CAP_)?NET_BIND_SERVICE\\s*$/
        """,
    unless = {Guard.WINDOWS})
public final class DroppedCapabilities implements ContainerInTaskRule {

  @Override
  public Verdict judge(Container container, TaskDefinition task) {
    LinuxParameters linux = container.linuxParameters();
    return Linux.only(
        task,
        require(linux.capabilitiesDrop(), Capability::isAll, "capabilities are not all dropped")
            .and(
                forbid(
                    linux.capabilitiesAdd(),
                    added -> !mayBeAdded(added),
                    DroppedCapabilities::reason)));
  }

  private static boolean mayBeAdded(String capability) {
    return Capability.name(capability).equals("NET_BIND_SERVICE");
  }

  private static String reason(String capability) {
    return Capability.isAll(capability)
        ? "capability ALL is added, which grants every capability whatever is dropped"
        : "capability " + Capability.name(capability) + " is added";
  }
}
