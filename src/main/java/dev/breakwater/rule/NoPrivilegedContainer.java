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

/** Forbids {@code privileged}. */
@RuleInfo(
    title = "Containers are not privileged",
    severity = Severity.CRITICAL,
    level = Level.BASELINE,
    rationale =
        "A privileged container holds every capability, sees every device of the host and"
            + " runs without seccomp and AppArmor: root in it is root on the host.",
    remediation =
        "Leave privileged out or set it to false. What needs a single privilege can name "
            + "it in linuxParameters.",
    controls = {
      Control.CIS_DOCKER_5_5,
      Control.CIS_AWS_COMPUTE_3_4,
      Control.SECURITY_HUB_ECS_4,
      Control.CONTROL_TOWER_ECS_PR_11
    })
@Fix(
    api = "privileged: false",
    cdk =
        """
        task.addContainer(
            "app", ContainerDefinitionOptions.builder().image(image).privileged(false).build());
        """)
@Guard(value = "Privileged !exists OR Privileged in [false, /(?i)^(false|no|off)$/]")
public final class NoPrivilegedContainer implements ContainerRule {

  @Override
  public Verdict judge(Container container) {
    return forbid(container.privileged(), on -> on, on -> "container is privileged");
  }
}
