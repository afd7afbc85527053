package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.any;
import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.fail;
import static dev.breakwater.policy.Verdict.forbid;
import static dev.breakwater.policy.Verdict.pass;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Container;
import dev.breakwater.model.Location;
import dev.breakwater.model.Platform;
import dev.breakwater.model.Service;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.ServiceInUseRule;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Forbids ECS Exec on a container whose root filesystem is read-only and that has no writable mount
 * where the SSM agent writes. AWS says that exec does not work with a read-only root at all
 * (Developer Guide, "ECS Exec", considerations); that these mounts suffice is what its users found
 * (github.com/aws/containers-roadmap issue 1359). Fargate also copies the agent into the container,
 * to {@code /managed-agents}.
 */
@RuleInfo(
    title = "Where ECS Exec is on, it works",
    severity = Severity.LOW,
    level = Level.BASELINE,
    rationale =
        "The agent of ECS Exec cannot start on a read-only root filesystem: the way in that was "
            + "meant for an emergency fails in it, and the next thing that somebody does is to "
            + "make the root writable.",
    remediation =
        "Set enableExecuteCommand to false; or mount a writable volume or tmpfs at "
            + "/var/lib/amazon/ssm and /var/log/amazon/ssm, on Fargate at /managed-agents as well.")
@Fix(
    api = "enableExecuteCommand: false",
    cdk =
        """
        FargateService.Builder.create(this, "Service")
            .cluster(cluster)
            .taskDefinition(task)
            .enableExecuteCommand(false)
            .build();
        """)
@Guard(
    unsaid =
        "a service is compared with the task definition that it runs, and Guard does not follow a Ref.")
public final class WorkingExec implements ServiceInUseRule {

  @Override
  public Verdict judge(Service service, Setting<TaskDefinition> runs) {
    return each(
        service.enableExecuteCommand(),
        (on, at) -> on ? each(runs, (task, where) -> judge(task, at)) : pass());
  }

  private static Verdict judge(TaskDefinition task, Location at) {
    List<String> paths = new ArrayList<>(List.of("/var/lib/amazon/ssm", "/var/log/amazon/ssm"));
    if (task.platforms().contains(Platform.FARGATE)) {
      paths.add("/managed-agents");
    }
    return Linux.only(
        task, each(task.containers(), (container, where) -> judge(container, paths, at)));
  }

  private static Verdict judge(Container container, List<String> paths, Location at) {
    return each(
        container.readonlyRootFilesystem(),
        (on, where) ->
            on
                ? paths.stream()
                    .map(path -> writable(container, path, at))
                    .reduce(pass(), Verdict::and)
                : pass());
  }

  private static Verdict writable(Container container, String path, Location at) {
    String reason =
        "enableExecuteCommand is true, but container "
            + container.name().known().orElse("")
            + " has a read-only root filesystem and nothing writable at "
            + path;
    return any(
            container.linuxParameters().tmpfs(),
            (tmpfs, where) -> isAt(path, tmpfs.containerPath(), reason),
            where -> fail(reason, at))
        .or(
            any(
                container.mountPoints(),
                (mount, where) ->
                    isAt(path, mount.containerPath(), reason)
                        .and(forbid(mount.readOnly(), on -> on, on -> reason)),
                where -> fail(reason, at)));
  }

  private static Verdict isAt(String path, Setting<String> mounted, String reason) {
    return require(mounted, place -> HostPath.of(place).isAtOrAbove(path), reason);
  }
}
