package dev.breakwater.docker;

import dev.breakwater.model.Container;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Ulimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code ulimits} of a task, and which of them an engine may set: without CAP_SYS_RESOURCE it
 * cannot raise a limit above its own, and a container that asks for that does not start.
 */
public final class Ulimits {
  private Ulimits() {}

  /**
   * The limits that the engine refuses, as {@code name=soft:hard}. They are tried, since no engine
   * says it.
   *
   * @param image any with a program {@code true}
   */
  public static Set<String> refused(Docker docker, TaskDefinition task, String image)
      throws DockerException, InterruptedException {
    Reading reading = new Reading();
    Set<String> all = new TreeSet<>();
    for (Container container : reading.values(task.containers(), "containerDefinitions")) {
      all.addAll(of(container, reading));
    }
    if (all.isEmpty() || works(docker, image, all)) {
      return Set.of();
    }
    Set<String> refused = new TreeSet<>();
    for (String ulimit : all) {
      if (!works(docker, image, Set.of(ulimit))) {
        refused.add(ulimit);
      }
    }
    return refused;
  }

  private static boolean works(Docker docker, String image, Set<String> ulimits)
      throws DockerException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("run", "--rm", "--network", "none"));
    ulimits.forEach(ulimit -> words.addAll(List.of("--ulimit", ulimit)));
    words.addAll(List.of("--entrypoint", "true", image));
    Command.Result result = docker.attempt(words.toArray(String[]::new));
    // Any other failure is met again by the container itself, which says it better.
    return result.exitCode() == 0
        || result.errors().stream().noneMatch(line -> line.contains("rlimit"));
  }

  static List<String> of(Container container, Reading reading) {
    String of = TaskNetwork.of(TaskNetwork.name(container));
    List<String> ulimits = new ArrayList<>();
    for (Ulimit ulimit : reading.values(container.ulimits(), of + "ulimits")) {
      Optional<String> name = reading.value(ulimit.name(), of + "ulimits");
      Optional<Integer> soft = reading.value(ulimit.softLimit(), of + "ulimits");
      Optional<Integer> hard = reading.value(ulimit.hardLimit(), of + "ulimits");
      if (name.isPresent() && soft.isPresent() && hard.isPresent()) {
        ulimits.add(name.get() + "=" + soft.get() + ":" + hard.get());
      }
    }
    return ulimits;
  }
}
