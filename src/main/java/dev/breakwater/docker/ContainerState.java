package dev.breakwater.docker;

import dev.breakwater.docker.TaskPlan.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the engine says of a container.
 *
 * @param status {@code created}, {@code running}, {@code exited} and so on
 * @param exitCode 0 while it runs
 * @param health as Docker says it; empty without a check
 * @param startedAt when it was last started
 * @param outOfMemory whether the kernel killed it for its memory limit
 */
record ContainerState(
    String status, int exitCode, String health, Instant startedAt, boolean outOfMemory) {
  /** Somebody removed it. */
  static final ContainerState GONE = new ContainerState("gone", 0, "", Instant.EPOCH, false);

  private static final String FORMAT =
      "{{.Name}}\t{{.State.Status}}\t{{.State.ExitCode}}\t{{with .State.Health}}{{.Status}}{{end}}"
          + "\t{{.State.StartedAt}}\t{{.State.OOMKilled}}";

  boolean runs() {
    return status.equals("running") || status.equals("restarting") || status.equals("paused");
  }

  /** How it ended, to be put behind its name. */
  String ending() {
    if (equals(GONE)) {
      return "was removed";
    }
    return "ended with exit code " + exitCode + (outOfMemory ? " (out of memory)" : "");
  }

  /** The states of these containers by their names in the task; none for one that is gone. */
  static Map<String, ContainerState> read(Docker docker, Collection<Member> members)
      throws DockerException, InterruptedException {
    Map<String, ContainerState> states = new HashMap<>();
    if (members.isEmpty()) {
      return states;
    }
    List<String> words = new ArrayList<>(List.of("container", "inspect", "--format", FORMAT));
    Map<String, String> names = new HashMap<>();
    for (Member member : members) {
      words.add(member.dockerName());
      names.put("/" + member.dockerName(), member.name());
    }
    Command.Result result = docker.attempt(words.toArray(String[]::new));
    if (result.output().isEmpty() && !result.lastLine().contains("No such container")) {
      throw new DockerException("the Docker engine no longer answers: " + Docker.reason(result));
    }
    for (String line : result.output()) {
      String[] parts = line.split("\t", -1);
      if (parts.length == 6) {
        ContainerState state =
            new ContainerState(
                parts[1],
                Integer.parseInt(parts[2]),
                parts[3],
                Instant.parse(parts[4]),
                Boolean.parseBoolean(parts[5]));
        states.put(names.get(parts[0]), state);
      }
    }
    return states;
  }
}
