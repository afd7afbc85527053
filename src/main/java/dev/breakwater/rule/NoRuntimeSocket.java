package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.fail;
import static dev.breakwater.policy.Verdict.forbid;

import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.TaskRule;
import dev.breakwater.policy.Verdict;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Forbids a host volume at, above or reaching the socket of a container runtime. {@code
 * /proc/PID/root} is the root of the host (or of another container) again, so it is taken off
 * first.
 */
@RuleInfo(
    title = "The container runtime's socket is out of reach",
    severity = Severity.CRITICAL,
    level = Level.BASELINE,
    rationale =
        "Whoever can write to the socket of Docker, containerd, Podman or CRI-O starts a "
            + "privileged container with the host's root mounted: it is root on the host. "
            + "Read-only mounts do not help, a socket is written to all the same.",
    remediation =
        "Take the volume out, or mount a directory that holds no socket. Agents that only"
            + " read container data have the task metadata endpoint.",
    controls = {Control.CIS_DOCKER_5_32})
@Fix(
    api = "volumes: []",
    cdk =
        """
        // No addVolume(…) of /run, /var/run or docker.sock; what a container must know of itself:
        //   System.getenv("ECS_CONTAINER_METADATA_URI_V4")
        """,
    terraform =
        "# no volume block whose host_path reaches docker.sock, containerd.sock, podman.sock or crio.sock")
@Guard(
    unsaid =
        "paths are cleaned as Docker does it (.., //, /proc/1/root) before they are compared, and Guard cannot rewrite a text.")
public final class NoRuntimeSocket implements TaskRule {

  private static final List<String> SOCKETS =
      List.of(
          "/run/docker.sock",
          "/var/run/docker.sock",
          "/run/docker/containerd/containerd.sock",
          "/var/run/docker/containerd/containerd.sock",
          "/run/containerd/containerd.sock",
          "/var/run/containerd/containerd.sock",
          "/run/podman/podman.sock",
          "/var/run/podman/podman.sock",
          "/run/crio/crio.sock",
          "/var/run/crio/crio.sock");
  private static final Pattern SOCKET =
      Pattern.compile(".*/(docker|containerd|podman|crio)\\.sock");
  private static final Pattern ANOTHER_ROOT = Pattern.compile("^(/proc/[^/]+(/task/[^/]+)?/root)+");

  /** The named pipes by which Windows does the same, and the place that holds them all. */
  private static final Pattern PIPE =
      Pattern.compile(
          "(?i)[/\\\\]{2}[.?][/\\\\]+pipe[/\\\\]*"
              + "((docker|containerd|podman|crio|dockerdesktop)[^/\\\\]*)?[/\\\\]*");

  @Override
  public Verdict judge(TaskDefinition task) {
    return HostPath.eachOf(
            task, (path, at) -> reaches(path) ? fail(reason(path), at) : Verdict.pass())
        .and(
            each(
                task.volumes(),
                (volume, at) ->
                    forbid(
                        volume.hostSourcePath(),
                        path -> PIPE.matcher(path).matches(),
                        path ->
                            "volume of the host's " + path + " reaches the container runtime")));
  }

  private static boolean reaches(HostPath written) {
    HostPath path = HostPath.of(ANOTHER_ROOT.matcher(written.path()).replaceFirst("/"));
    return SOCKET.matcher(path.path()).matches() || SOCKETS.stream().anyMatch(path::isAtOrAbove);
  }

  private static String reason(HostPath path) {
    return "volume of the host's " + path.path() + " reaches the container runtime's socket";
  }
}
