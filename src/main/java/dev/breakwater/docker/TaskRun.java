package dev.breakwater.docker;

import dev.breakwater.docker.TaskPlan.Condition;
import dev.breakwater.docker.TaskPlan.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task that runs: what the ECS agent does for it on an instance, and the service scheduler for
 * its health.
 */
public final class TaskRun {
  private static final Duration PULSE = Duration.ofMillis(250);
  private static final Duration SLOW_PULSE = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Docker docker;
  private final TaskPlan plan;
  private final TaskListener listener;
  private final Map<String, Member> started = new LinkedHashMap<>();
  private final Map<String, Instant> restarted = new HashMap<>();

  /** A task that is not started yet. */
  public TaskRun(Docker docker, TaskPlan plan, TaskListener listener) {
    this.docker = docker;
    this.plan = plan;
    this.listener = listener;
  }

  /**
   * Starts every container when what it depends on is reached, and returns when all run and all
   * that are asked for their health are healthy.
   *
   * @throws DockerException when a container does not start, an essential one ends, or one never
   *     gets healthy
   */
  public void start() throws DockerException, InterruptedException {
    for (TaskPlan.Preparation step : plan.preparations()) {
      docker.runToItsEnd(step.arguments(), Map.of(), step.input(), LIMIT);
    }
    List<Member> waiting = new ArrayList<>(plan.containers());
    while (true) {
      Map<String, ContainerState> states = states();
      check(states);
      boolean more = false;
      for (Member member : List.copyOf(waiting)) {
        if (isReady(member, states)) {
          run(member);
          waiting.remove(member);
          more = true;
        }
      }
      if (waiting.isEmpty() && started.values().stream().allMatch(m -> isSettled(m, states))) {
        return;
      }
      if (!more) {
        Thread.sleep(PULSE.toMillis());
      }
    }
  }

  /**
   * Watches the task, and restarts what its restart policy says, until the task ends.
   *
   * @throws DockerException when it ends in another way than with exit code 0 of all
   */
  public void watch() throws DockerException, InterruptedException {
    while (true) {
      Map<String, ContainerState> states = states();
      if (hasEndedWell(states)) {
        return;
      }
      check(states);
      Thread.sleep(SLOW_PULSE.toMillis());
    }
  }

  /** An essential container that ends with exit code 0 ends the task as it should. */
  private boolean hasEndedWell(Map<String, ContainerState> states) {
    return started.values().stream()
        .filter(member -> member.essential() && member.restart().isEmpty())
        .map(member -> states.getOrDefault(member.name(), ContainerState.GONE))
        .anyMatch(state -> state.status().equals("exited") && state.exitCode() == 0);
  }

  private void run(Member member) throws DockerException, InterruptedException {
    listener.starting(member.name());
    docker.runToItsEnd(member.arguments(), member.variables(), "", LIMIT);
    started.put(member.name(), member);
    listener.started(member.name(), member.dockerName(), Instant.EPOCH);
  }

  /** What ended is started again or ends the task; so does an essential container's bad health. */
  private void check(Map<String, ContainerState> states)
      throws DockerException, InterruptedException {
    for (Member member : started.values()) {
      ContainerState state = states.getOrDefault(member.name(), ContainerState.GONE);
      if (!state.runs() && mayRestart(member, state)) {
        Instant now = Instant.now();
        restarted.put(member.name(), now);
        docker.run("start", member.dockerName());
        listener.restarted(member.name(), state.exitCode());
        listener.started(member.name(), member.dockerName(), now);
      } else if (!state.runs() && member.essential()) {
        throw new DockerException(
            "the essential container %s %s".formatted(member.name(), state.ending()),
            lastLines(member));
      } else if (state.health().equals("unhealthy") && member.healthChecked() && matters(member)) {
        throw new DockerException(
            "container %s is not healthy: its health check failed %s"
                .formatted(member.name(), checkSaid(member)),
            lastLines(member));
      }
    }
  }

  private boolean mayRestart(Member member, ContainerState state) {
    return member
        .restart()
        .filter(policy -> !policy.ignoredExitCodes().contains(state.exitCode()))
        .filter(
            policy -> {
              Instant since = restarted.getOrDefault(member.name(), state.startedAt());
              return !Instant.now().isBefore(since.plus(policy.attemptPeriod()));
            })
        .isPresent();
  }

  private boolean matters(Member member) {
    return member.essential()
        || plan.containers().stream()
            .filter(other -> !started.containsKey(other.name()))
            .anyMatch(other -> other.dependsOn().get(member.name()) == Condition.HEALTHY);
  }

  private boolean isReady(Member member, Map<String, ContainerState> states)
      throws DockerException, InterruptedException {
    for (Map.Entry<String, Condition> dependency : member.dependsOn().entrySet()) {
      String name = dependency.getKey();
      if (plan.containers().stream().noneMatch(other -> other.name().equals(name))) {
        throw new DockerException(
            "container %s depends on %s, which the task does not have"
                .formatted(member.name(), name));
      }
      if (!isReached(member, dependency.getValue(), name, states)) {
        return false;
      }
    }
    return true;
  }

  private boolean isReached(
      Member member, Condition condition, String name, Map<String, ContainerState> states)
      throws DockerException, InterruptedException {
    Member other = started.get(name);
    if (other == null || !states.containsKey(name)) {
      return false;
    }
    ContainerState state = states.get(name);
    if (condition == Condition.SUCCESS && !state.runs() && state.exitCode() != 0) {
      throw new DockerException(
          "container %s waits for the success of %s, which %s"
              .formatted(member.name(), name, state.ending()),
          lastLines(other));
    }
    if (condition == Condition.HEALTHY && !other.healthChecked()) {
      throw new DockerException(
          "container %s waits for the health of %s, which has no health check"
              .formatted(member.name(), name));
    }
    boolean reached =
        switch (condition) {
          case START -> true;
          case COMPLETE, SUCCESS -> !state.runs();
          case HEALTHY -> state.health().equals("healthy");
        };
    boolean late =
        other
            .startTimeout()
            .filter(limit -> Instant.now().isAfter(state.startedAt().plus(limit)))
            .isPresent();
    if (!reached && condition != Condition.START && state.runs() && late) {
      throw new DockerException(
          "container %s did not become %s within its start timeout of %d s"
              .formatted(name, condition, other.startTimeout().orElseThrow().toSeconds()),
          lastLines(other));
    }
    return reached;
  }

  private static boolean isSettled(Member member, Map<String, ContainerState> states) {
    ContainerState state = states.getOrDefault(member.name(), ContainerState.GONE);
    return state.equals(ContainerState.GONE)
        ? false
        : !member.healthChecked() || !state.runs() || state.health().equals("healthy");
  }

  private Map<String, ContainerState> states() throws DockerException, InterruptedException {
    return ContainerState.read(docker, started.values());
  }

  private String checkSaid(Member member) throws DockerException, InterruptedException {
    String format = "{{range .State.Health.Log}}{{printf \"%d\\t%q\\n\" .ExitCode .Output}}{{end}}";
    return docker.attempt("inspect", "--format", format, member.dockerName()).output().stream()
        .filter(line -> !line.isBlank())
        .reduce((first, last) -> last)
        .map(line -> line.split("\t", 2))
        .map(parts -> "(exit code %s, it said %s)".formatted(parts[0], parts[1]))
        .orElse("");
  }

  private List<String> lastLines(Member member) throws DockerException, InterruptedException {
    Command.Result log = docker.attempt("logs", "--tail", "10", member.dockerName());
    List<String> lines = new ArrayList<>(log.output());
    lines.addAll(log.errors());
    return lines;
  }
}
