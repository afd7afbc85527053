package dev.breakwater.docker;

import dev.breakwater.docker.TaskPlan.Condition;
import dev.breakwater.docker.TaskPlan.Member;
import dev.breakwater.docker.TaskPlan.Preparation;
import dev.breakwater.model.Container;
import dev.breakwater.model.Dependency;
import dev.breakwater.model.Platform;
import dev.breakwater.model.TaskDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A task definition as docker commands, field by field as the ECS agent and its backend translate
 * it. Pure: the same task gives the same commands.
 *
 * @see <a href="https://github.com/aws/amazon-ecs-agent/blob/v1.105.1/agent/api/task/task.go">The
 *     agent's translation</a>
 */
public final class DockerCommand {
  private final TaskDefinition task;
  private final Run run;
  private final Given given;
  private final Reading reading = new Reading();
  private final List<Container> containers;
  private final TaskNetwork network;
  private final TaskVolumes volumes;
  private final List<Preparation> preparations = new ArrayList<>();

  private DockerCommand(TaskDefinition task, Run run, Given given) {
    this.task = task;
    this.run = run;
    this.given = given;
    containers = reading.values(task.containers(), "containerDefinitions");
    network = new TaskNetwork(task, containers, run, given.port(), reading);
    volumes = new TaskVolumes(task, run, reading);
  }

  /** The commands that run this task. */
  public static TaskPlan of(TaskDefinition task, Run run, Given given) {
    return new DockerCommand(task, run, given).plan();
  }

  private TaskPlan plan() {
    Map<String, Member> members = new LinkedHashMap<>();
    if (needsPause()) {
      members.put(TaskNetwork.PAUSE, pause());
    }
    for (Container container : containers) {
      members.put(TaskNetwork.name(container), member(container));
    }
    sentences();
    preparations.addAll(0, volumes.preparations());
    return new TaskPlan(preparations, ordered(members), network.published(), reading.differences());
  }

  private boolean needsPause() {
    return network.isShared() || isShared("pid") || isShared("ipc");
  }

  private boolean isShared(String namespace) {
    return mode(namespace).filter("task"::equals).isPresent();
  }

  private Optional<String> mode(String namespace) {
    return namespace.equals("pid")
        ? reading.value(task.pidMode(), "pidMode")
        : reading.value(task.ipcMode(), "ipcMode");
  }

  /** It holds the namespaces that the others join, and may do nothing else. */
  private Member pause() {
    List<String> words = begin(TaskNetwork.PAUSE, Set.of());
    words.addAll(network.isShared() ? network.pause() : List.of("--network", "none"));
    if (isShared("ipc")) {
      words.addAll(List.of("--ipc", "shareable"));
    }
    if (network.isShared()) {
      for (Container container : containers) {
        new ContainerArguments(container, reading)
            .systemControls(true)
            .forEach(control -> words.addAll(List.of("--sysctl", control)));
      }
    }
    words.addAll(List.of("--user", "65534:65534", "--read-only", "--cap-drop", "ALL"));
    words.addAll(List.of("--security-opt", "no-new-privileges", "--pids-limit", "16"));
    words.addAll(List.of("--stop-timeout", "0", "--no-healthcheck", "--entrypoint", "sleep"));
    words.addAll(List.of(given.pauseImage(), "infinity"));
    return new Member(
        TaskNetwork.PAUSE,
        run.name(TaskNetwork.PAUSE),
        words,
        Map.of(),
        true,
        Map.of(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private Member member(Container container) {
    String name = TaskNetwork.name(container);
    String of = TaskNetwork.of(name);
    Map<String, Condition> dependsOn = dependsOn(container);
    ContainerArguments arguments = new ContainerArguments(container, reading);
    ContainerEnvironment environment =
        new ContainerEnvironment(container, given.secrets(), reading);
    ContainerProbe probe = new ContainerProbe(container, reading);

    List<String> words = begin(name, dependsOn.keySet());
    words.addAll(network.of(container));
    for (String namespace : List.of("pid", "ipc")) {
      mode(namespace)
          .ifPresent(
              mode -> {
                boolean task = mode.equals("task");
                words.add("--" + namespace);
                words.add(task ? "container:" + run.name(TaskNetwork.PAUSE) : mode);
              });
    }
    given.cgroupParent().ifPresent(parent -> words.addAll(List.of("--cgroup-parent", parent)));
    words.addAll(arguments.hardening());
    words.addAll(arguments.resources(given.refusedUlimits()));
    arguments
        .systemControls(!network.isShared())
        .forEach(control -> words.addAll(List.of("--sysctl", control)));
    words.addAll(volumes.of(container));
    words.addAll(environment.arguments());
    words.addAll(arguments.logging());
    words.addAll(probe.arguments());
    String image = given.images().getOrDefault(name, "unresolved");
    Optional<Preparation> checked = probe.imageWithCheck(image, run);
    checked.ifPresent(preparations::add);
    words.addAll(arguments.program(checked.isPresent() ? run.name(probe.imageName()) : image));
    return new Member(
        name,
        run.name(name),
        words,
        environment.variables(),
        reading.value(container.essential(), of + "essential").orElse(true),
        dependsOn,
        probe.isThere(),
        reading.value(container.startTimeout(), of + "startTimeout").map(Duration::ofSeconds),
        arguments.restart());
  }

  private List<String> begin(String name, Set<String> dependsOn) {
    List<String> words = new ArrayList<>(List.of("run", "--detach", "--name", run.name(name)));
    words.addAll(run.labels());
    words.addAll(List.of("--label", Run.CONTAINER + "=" + name));
    Set<String> sorted = new TreeSet<>(dependsOn);
    if (!sorted.isEmpty()) {
      words.addAll(List.of("--label", Run.DEPENDS_ON + "=" + String.join(",", sorted)));
    }
    return words;
  }

  /** The agent makes START dependencies of links and of volumes of other containers too. */
  private Map<String, Condition> dependsOn(Container container) {
    String of = TaskNetwork.of(TaskNetwork.name(container));
    Map<String, Condition> all = new LinkedHashMap<>();
    if (needsPause()) {
      all.put(TaskNetwork.PAUSE, Condition.START);
    }
    for (String link : reading.values(container.links(), of + "links")) {
      all.put(link.replaceFirst(":.*", ""), Condition.START);
    }
    volumes.sources(container).forEach(source -> all.put(source, Condition.START));
    for (Dependency dependency : reading.values(container.dependsOn(), of + "dependsOn")) {
      Optional<String> name = reading.value(dependency.containerName(), of + "dependsOn");
      Optional<String> condition = reading.value(dependency.condition(), of + "dependsOn");
      if (name.isPresent() && condition.isPresent()) {
        all.put(name.get(), Condition.valueOf(condition.get()));
      }
    }
    return all;
  }

  private static List<Member> ordered(Map<String, Member> members) {
    List<Member> ordered = new ArrayList<>();
    Set<String> placed = new TreeSet<>();
    List<Member> waiting = new ArrayList<>(members.values());
    while (!waiting.isEmpty()) {
      List<Member> ready =
          waiting.stream().filter(m -> placed.containsAll(m.dependsOn().keySet())).toList();
      // A circle, or a name that no container has: the order is the file's, and running it says so.
      List<Member> next = ready.isEmpty() ? List.copyOf(waiting) : ready;
      ordered.addAll(next);
      waiting.removeAll(next);
      next.forEach(member -> placed.add(member.name()));
    }
    return ordered;
  }

  private void sentences() {
    if (task.platforms().contains(Platform.FARGATE)) {
      reading.differs(
          "the containers share this machine's kernel; on Fargate a task has one of its own");
    }
    if (!task.taskRoleArn().isAbsent()) {
      reading.differs(
          "the task role is not here: no container gets AWS credentials, nor ECS's metadata"
              + " address");
    }
    if (!task.ephemeralStorage().isAbsent()) {
      reading.differs("ephemeralStorage does not limit what containers write here");
    }
    if (given.cgroupParent().isEmpty() && !(task.cpu().isAbsent() && task.memory().isAbsent())) {
      reading.differs(
          "the limits of the task as a whole (%s) are not set here; those of each container are"
              .formatted(
                  List.of("cpu " + shown(task.cpu()), "memory " + shown(task.memory()) + " MiB")
                      .stream()
                      .collect(Collectors.joining(", "))));
    }
    if (run.detached()) {
      reading.differs(
          "detached: nothing restarts a container, and the task does not stop with an essential"
              + " one");
    }
  }

  private static String shown(dev.breakwater.model.Setting<Integer> setting) {
    return setting.known().map(String::valueOf).orElse("not known");
  }
}
