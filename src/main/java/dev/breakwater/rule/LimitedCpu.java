package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Container;
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
 * Requires {@code cpu} of the container or of the task. A container's {@code cpu} of 0 is none (the
 * ECS agent gives it 2 shares).
 */
@RuleInfo(
    title = "CPU is shared out",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "Without cpu the kernel does not know which container matters: one that runs wild"
            + " starves those beside it.",
    remediation = "Set cpu on the container (1024 units are one vCPU), or on the task.",
    controls = {Control.CIS_DOCKER_5_12})
@Fix(
    api = "cpu: 256",
    cdk =
        """
        task.addContainer("app", ContainerDefinitionOptions.builder().image(image).cpu(256).build());
        """)
@Guard(
    value = "Cpu > 0 OR Cpu == /^[1-9][0-9]{0,8}$/",
    unless = {
      "Properties.Cpu > 0",
      "Properties.Cpu == /(?i)^[1-9][0-9]{0,8}$|^\\s*(?=.*[1-9])[0-9]{0,4}\\.?[0-9]{1,3}\\s*vcpu\\s*$/"
    })
public final class LimitedCpu implements ContainerInTaskRule {

  @Override
  public Verdict judge(Container container, TaskDefinition task) {
    return require(container.cpu(), cpu -> cpu > 0, "neither the container nor its task has cpu")
        .or(require(task.cpu(), cpu -> cpu > 0, "neither the container nor its task has cpu"));
  }
}
