package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.forbid;
import static dev.breakwater.policy.Verdict.pass;

import dev.breakwater.model.Container;
import dev.breakwater.model.Platform;
import dev.breakwater.model.Port;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.ContainerInTaskRule;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Forbids a host port from 1 to 1023. In the modes {@code awsvpc} and {@code host} ECS takes the
 * container port where no host port is written, and fills it in when the definition is registered
 * (ECS API reference, {@code PortMapping}); so it is judged there as if it were written. In bridge
 * mode an absent or zero one is a dynamic port from 32768 up.
 */
@RuleInfo(
    title = "No privileged port is taken",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "To listen on a port below 1024 a process needs root or NET_BIND_SERVICE, which it then "
            + "keeps; and on an instance such a port is where others expect the host's own services.",
    remediation =
        "Let the container listen on a port from 1024 up, such as 8080, and let the load balancer "
            + "map 443 to it; in bridge mode leave hostPort out.",
    images = true,
    controls = {Control.CIS_DOCKER_5_8})
@Fix(
    api =
        """
        portMappings:
          - containerPort: 8080
        """,
    cdk =
        """
        task.addContainer(
            "app",
            ContainerDefinitionOptions.builder()
                .image(image)
                .portMappings(List.of(PortMapping.builder().containerPort(8080).build()))
                .build());
        """)
@Guard(
    unsaid =
        "which ports count depends on the network mode of the task, and a port is compared with two others.")
public final class NoPrivilegedPort implements ContainerInTaskRule {
  private static final Pattern UNPRIVILEGED_RANGE =
      Pattern.compile(
          "(102[4-9]|10[3-9][0-9]|1[1-9][0-9]{2}|[2-9][0-9]{3}|[1-9][0-9]{4})-[0-9]{4,5}");
  private static final Set<String> PORTS_ARE_THE_SAME = Set.of("awsvpc", "host");

  @Override
  public Verdict judge(Container container, TaskDefinition task) {
    return each(container.portMappings(), (port, at) -> judge(port, task));
  }

  private static Verdict judge(Port port, TaskDefinition task) {
    Verdict same =
        forbidPrivileged(port.containerPort(), "container port")
            .and(
                forbid(
                    port.containerPortRange(),
                    range -> !UNPRIVILEGED_RANGE.matcher(range).matches(),
                    range -> "container port range " + range + " is not all from 1024 up"));
    Verdict implied =
        same.or(
            each(
                task.networkMode(),
                (mode, at) -> PORTS_ARE_THE_SAME.contains(mode) ? same : pass(),
                task.platforms().equals(Set.of(Platform.MANAGED_INSTANCES)) ? same : pass()));
    return forbidPrivileged(port.hostPort(), "host port").and(hasNone(port) ? implied : pass());
  }

  /** In an arm at least. */
  private static boolean hasNone(Port port) {
    return hasNone(port.hostPort());
  }

  private static boolean hasNone(Setting<Integer> port) {
    return port instanceof Setting.OneOf<Integer> choice
        ? choice.arms().stream().anyMatch(NoPrivilegedPort::hasNone)
        : port.isAbsent() || port.known().filter(number -> number == 0).isPresent();
  }

  private static Verdict forbidPrivileged(Setting<Integer> port, String what) {
    return forbid(
        port,
        number -> number >= 1 && number <= 1023,
        number -> what + " " + number + " is below 1024");
  }
}
