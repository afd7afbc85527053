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

/**
 * Forbids the {@code dockerSecurityOptions} that switch confinement off ({@link SecurityOption}).
 * {@code no-new-privileges:false} is one of them: it overrides a daemon that sets it for all. So is
 * {@code systempaths=unconfined}, which uncovers what Docker masks in {@code /proc} and {@code
 * /sys}: {@code docker inspect} shows containers with it, and an engine that gets it from ECS
 * refuses to start the container.
 */
@RuleInfo(
    title = "AppArmor, seccomp and SELinux stay on",
    severity = Severity.HIGH,
    level = Level.BASELINE,
    rationale =
        "AppArmor, SELinux, seccomp and read-only control groups hold back an intruder "
            + "who is root in the container; most ways out that are published need one of them "
            + "switched off.",
    remediation =
        "Take the entry out of dockerSecurityOptions: Docker's default profiles then "
            + "hold. A profile of your own is named apparmor:PROFILE.",
    proof =
        "Seccomp in /proc/PID/status is 2, a filter, for every process of the task that `breakwater up` runs (`UpServesTest`).",
    controls = {Control.CIS_DOCKER_5_2, Control.CIS_DOCKER_5_3, Control.CIS_DOCKER_5_22})
@Fix(
    api = "dockerSecurityOptions: [no-new-privileges]",
    cdk =
        """
        // On EC2; Fargate takes no dockerSecurityOptions, and there nothing is to be said.
        task.addContainer(
            "app",
            ContainerDefinitionOptions.builder()
                .image(image)
                .dockerSecurityOptions(List.of("no-new-privileges"))
                .build());
        """)
@Guard(
    value =
        """
        DockerSecurityOptions !exists OR
        DockerSecurityOptions empty OR
        DockerSecurityOptions[*] != /^(apparmor|seccomp|systempaths)[:=]unconfined$|^label[:=](disable|type:(spc_t|super_t|control_t))$|^disable([:=].*)?$|^writable-cgroups([:=](1|t|T|true|TRUE|True))?$|^no-new-privileges[:=](0|f|F|false|FALSE|False)$|\\{\\{resolve:/
        """)
public final class NoDisabledConfinement implements ContainerRule {

  @Override
  public Verdict judge(Container container) {
    return forbid(
        container.dockerSecurityOptions(),
        option -> SecurityOption.read(option).disablesConfinement(),
        option -> "security option " + option + " switches confinement off");
  }
}
