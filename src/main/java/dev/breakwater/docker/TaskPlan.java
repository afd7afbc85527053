package dev.breakwater.docker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A task as docker commands.
 *
 * @param preparations what is made first: volumes, images with a health check
 * @param containers what is run, in an order in which every container follows what it needs
 * @param published the ports that reach the task from this machine; the first is the one that was
 *     asked for
 * @param differences what is not as on ECS, a sentence each
 */
public record TaskPlan(
    List<Preparation> preparations,
    List<Member> containers,
    List<Published> published,
    List<String> differences) {
  public TaskPlan {
    preparations = List.copyOf(preparations);
    containers = List.copyOf(containers);
    published = List.copyOf(published);
    differences = List.copyOf(differences);
  }

  /**
   * A docker command that makes something for the containers.
   *
   * @param arguments all behind {@code docker}
   * @param input its standard input
   */
  public record Preparation(List<String> arguments, String input) {
    public Preparation {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A port of the task that this machine reaches on 127.0.0.1.
   *
   * @param container the container's name in the task definition
   * @param containerPort the port there
   * @param hostPort the port here; 0 where Docker chooses
   * @param protocol {@code tcp} or {@code udp}
   */
  public record Published(String container, int containerPort, int hostPort, String protocol) {}

  /**
   * A container of the task.
   *
   * @param name its name in the task definition
   * @param dockerName its name on the engine
   * @param arguments all behind {@code docker}, from {@code run} on
   * @param variables what {@code --env NAME} takes from the client's environment; never printed
   * @param essential whether the task ends with it
   * @param dependsOn the condition on each container that comes first
   * @param healthChecked whether the task definition asks for its health
   * @param startTimeout how long others wait for it to meet their condition; empty means forever
   * @param restart when it is started again; empty means never
   */
  public record Member(
      String name,
      String dockerName,
      List<String> arguments,
      Map<String, String> variables,
      boolean essential,
      Map<String, Condition> dependsOn,
      boolean healthChecked,
      Optional<Duration> startTimeout,
      Optional<Restart> restart) {
    public Member {
      arguments = List.copyOf(arguments);
      variables = Map.copyOf(variables);
      dependsOn = Map.copyOf(dependsOn);
    }

    /** Without the variables, which are secrets. */
    @Override
    public String toString() {
      return "Member[" + name + ", " + arguments + "]";
    }
  }

  /**
   * The restart policy of the ECS agent, which is not Docker's.
   *
   * @param ignoredExitCodes after these it is not started again
   * @param attemptPeriod how long it must have run since its last start
   */
  public record Restart(Set<Integer> ignoredExitCodes, Duration attemptPeriod) {
    public Restart {
      ignoredExitCodes = Set.copyOf(ignoredExitCodes);
    }
  }

  /** What another container must have reached: {@code dependsOn}'s conditions. */
  public enum Condition {
    /** It runs, or has run. */
    START,
    /** It has ended. */
    COMPLETE,
    /** It has ended with exit code 0. */
    SUCCESS,
    /** Its health check has succeeded. */
    HEALTHY
  }
}
