package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.fail;

import dev.breakwater.model.Container;
import dev.breakwater.policy.ContainerRule;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/** Forbids {@code linuxParameters.devices}. */
@RuleInfo(
    title = "Containers have no devices of the host",
    severity = Severity.HIGH,
    level = Level.BASELINE,
    rationale =
        "A device of the host, a disk above all, gives a container what the host's file "
            + "permissions would refuse it.",
    remediation =
        "Take the entry out of linuxParameters.devices. A GPU is asked for with "
            + "resourceRequirements.",
    controls = {Control.CIS_DOCKER_5_18})
@Fix(
    api =
        """
        linuxParameters:
          devices: []
        """,
    cdk =
        """
        // No linux.addDevices(…); for a GPU:
        task.addContainer("app", ContainerDefinitionOptions.builder().image(image).gpuCount(1).build());
        """)
@Guard(value = "LinuxParameters.Devices !exists OR LinuxParameters.Devices empty")
public final class NoHostDevice implements ContainerRule {

  @Override
  public Verdict judge(Container container) {
    return each(
        container.linuxParameters().devices(),
        (device, at) ->
            fail(device.hostPath().known().orElse("a device") + " of the host is passed in", at));
  }
}
