package dev.breakwater.source;

import static java.util.Map.entry;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.model.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What {@code docker inspect} prints of containers and of images. Containers that the ECS agent
 * runs bear its labels and are put together into their task again; any other is a task by itself,
 * on a host of one's own, which is what ECS calls {@code EXTERNAL}. Images are judged by what they
 * decide.
 *
 * <p>Source: the labels, amazon-ecs-agent, {@code agent/engine/docker_task_engine.go}; the modes,
 * {@code agent/api/task/task.go}.
 */
final class Inspection {
  /** The agent's own containers, which hold a task's network. */
  private static final String INTERNAL = "~internal~ecs~";

  private Inspection() {}

  /** Whether it looks like one. */
  static boolean isOne(Node root) {
    return all(root).stream().anyMatch(item -> isContainer(item) || isImage(item));
  }

  static boolean isContainer(Node node) {
    return node.entry("Config") instanceof Node.Fields
        && node.entry("HostConfig") instanceof Node.Fields;
  }

  static boolean isImage(Node node) {
    return node.entry("Config") instanceof Node.Fields
        && (node.entry("RootFS") instanceof Node.Fields
            || node.entry("RepoTags") instanceof Node.Items);
  }

  /** A list of them, or one alone. */
  static List<Node> all(Node root) {
    return root instanceof Node.Items list ? list.items() : List.of(root);
  }

  /** The tasks of these containers, and the images. */
  static Inventory of(Node root) throws UnreadableSourceException {
    if (!isOne(root)) {
      throw new UnreadableSourceException(
          root.location(),
          "docker inspect prints a list of objects with Config and HostConfig, got none");
    }
    Map<String, List<Node>> tasks = new LinkedHashMap<>();
    for (Node item : all(root)) {
      if (isContainer(item)) {
        InspectedContainer container = new InspectedContainer(item, false);
        String task = container.label("task-arn");
        tasks
            .computeIfAbsent(task.isEmpty() ? container.name() : task, name -> new ArrayList<>())
            .add(item);
      }
    }
    Inventory.Builder inventory = new Inventory.Builder();
    for (Node item : all(root)) {
      if (!isContainer(item) && isImage(item)) {
        inventory.images.add(new InspectedImage(item).task());
      } else if (!isContainer(item)) {
        inventory.gaps.add(unread(item));
      }
    }
    tasks.forEach(
        (name, containers) -> {
          boolean byEcs = name.startsWith("arn:");
          inventory.taskDefinitions.add(
              new TaskDefinitionReader(name)
                  .read(
                      task(containers, byEcs),
                      List.of(Set.of(byEcs ? Platform.EC2 : Platform.EXTERNAL))));
        });
    return inventory.build();
  }

  private static Gap unread(Node item) {
    String id = Nodes.text(item.entry("Id"));
    return new Gap(
        item.location().of(id),
        id + " is neither a container nor an image, and only those are judged by themselves");
  }

  private static Node task(List<Node> containers, boolean byEcs) {
    Location at = containers.get(0).location();
    List<Node> definitions = new ArrayList<>();
    List<Node> volumes = new ArrayList<>();
    for (Node container : containers) {
      InspectedContainer inspected = new InspectedContainer(container, byEcs);
      if (!inspected.name().startsWith(INTERNAL)) {
        definitions.add(inspected.definition());
        volumes.addAll(new InspectedMounts(container).volumes());
      }
    }
    String family =
        new InspectedContainer(containers.get(0), byEcs).label("task-definition-family");
    Node limits =
        byEcs
            ? new Node.Unknown("the limits of the task, which its cgroup has", at)
            : new Node.Nothing(at);
    return Nodes.fields(
        at,
        entry("family", family.isEmpty() ? new Node.Nothing(at) : new Node.Text(family, at)),
        entry("networkMode", network(containers, byEcs, at)),
        entry("pidMode", namespace(containers, "PidMode", at)),
        entry("ipcMode", namespace(containers, "IpcMode", at)),
        entry("cpu", limits),
        entry("memory", limits),
        entry("runtimePlatform", platform(containers.get(0).entry("Platform"))),
        entry("containerDefinitions", new Node.Items(definitions, at)),
        entry("volumes", new Node.Items(volumes, at)));
  }

  /** By Docker's name of an operating system. */
  static Node platform(Node system) {
    return Nodes.fields(
        system.location(),
        entry(
            "operatingSystemFamily",
            system instanceof Node.Text text
                ? new Node.Text(text.text().toUpperCase(Locale.ROOT), text.location())
                : system));
  }

  /**
   * The network of the first container that has one of its own. The agent gives an awsvpc task the
   * network of its pause container, which Docker gave none; where that is not printed, only the
   * other container knows.
   */
  private static Node network(List<Node> containers, boolean byEcs, Location at) {
    Node borrowed = new Node.Nothing(at);
    for (Node container : containers) {
      Node mode = container.entry("HostConfig").entry("NetworkMode");
      String written = Nodes.text(mode);
      boolean pause = new InspectedContainer(container, byEcs).name().startsWith(INTERNAL);
      if (written.startsWith("container:")) {
        borrowed =
            new Node.Unknown("the network of another container, " + written, mode.location());
      } else if (!written.isEmpty()) {
        return new Node.Text(
            switch (written) {
              case "host" -> "host";
              case "none" -> byEcs && pause ? "awsvpc" : "none";
              default -> "bridge";
            },
            mode.location());
      }
    }
    return borrowed;
  }

  /** The host's where any container has it; another container's is the task's. */
  private static Node namespace(List<Node> containers, String name, Location at) {
    Node found = new Node.Nothing(at);
    for (Node container : containers) {
      Node mode = container.entry("HostConfig").entry(name);
      String written = Nodes.text(mode);
      if (written.equals("host")) {
        return mode;
      }
      if (written.startsWith("container:")) {
        found = new Node.Text("task", mode.location());
      } else if (written.equals("none")) {
        found = mode;
      }
    }
    return found;
  }
}
