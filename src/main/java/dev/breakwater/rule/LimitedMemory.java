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

/**
 * Requires {@code memory}, the hard limit, of at least 6 MiB: what the ECS API asks of a container.
 */
@RuleInfo(
    title = "Memory has a hard limit",
    severity = Severity.MEDIUM,
    level = Level.RESTRICTED,
    rationale =
        "A container without a limit of its own takes the memory of its neighbours: in "
            + "the task, or on the whole instance. memoryReservation does not limit.",
    remediation =
        "Set memory on the container, in MiB, at least 6; the tmpfs mounts count against " + "it.",
    proof =
        "memory.max of the control group (memory.limit_in_bytes in version 1) is the limit that was asked for, for each container of the task that `breakwater up` runs (`UpServesTest`).",
    controls = {Control.CIS_DOCKER_5_11, Control.CONTROL_TOWER_ECS_PR_7})
@Fix(
    api = "memory: 512",
    cdk =
        """
        task.addContainer(
            "app", ContainerDefinitionOptions.builder().image(image).memoryLimitMiB(512).build());
        """)
@Guard(value = "Memory >= 6 OR Memory == /^([6-9]|[1-9][0-9]{1,8})$/")
public final class LimitedMemory implements ContainerRule {

  private static final int LEAST = 6;

  @Override
  public Verdict judge(Container container) {
    return require(
        container.memory(),
        memory -> memory >= LEAST,
        memory -> "memory must be at least " + LEAST + " MiB, got " + memory,
        "container has no memory limit");
  }
}
