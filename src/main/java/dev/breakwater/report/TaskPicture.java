package dev.breakwater.report;

import dev.breakwater.model.Container;
import dev.breakwater.model.Location;
import dev.breakwater.model.Port;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Draws a task: who reaches whom, from outside above the task to the host below it, and a lock for
 * each promise. Containers stand below each other, so that a phone shows them as large as a desk.
 */
final class TaskPicture {
  private static final int CONTAINERS = 10;
  private static final int PORTS = 4;
  private static final int NAME = 60;
  private static final int LOCKS_IN_ROW = 2;
  private static final int COLUMN = 132;

  private final TaskDefinition task;
  private final Locks locks;
  private final boolean internet;
  private final String mode;
  private final Drawing drawing = new Drawing();
  private final Map<String, Picture.Box> boxes = new LinkedHashMap<>();

  /**
   * A picture to be drawn.
   *
   * @param internet whether its tasks get public addresses
   */
  TaskPicture(TaskDefinition task, Locks locks, boolean internet) {
    this.task = task;
    this.locks = locks;
    this.internet = internet;
    mode = shown(task.networkMode(), "bridge");
  }

  Picture draw(String id) {
    List<Container> all = task.containers().known().toList();
    List<Container> drawn = all.stream().limit(CONTAINERS).toList();
    boolean reached = drawn.stream().anyMatch(one -> !ports(one).isEmpty());
    Optional<Picture.Box> outside = reached ? Optional.of(outside()) : Optional.empty();
    int top = drawing.y();
    head();
    drawn.forEach(this::container);
    if (all.isEmpty()) {
      drawing.text("quiet", Drawing.LEFT, drawing.y() + 2, "its containers could not be read");
      drawing.say("Its containers could not be read.");
      drawing.down(18);
    }
    if (all.size() > drawn.size()) {
      String rest = "and " + Words.count(all.size() - drawn.size(), "container");
      drawing.text("quiet", Drawing.LEFT, drawing.y() + 2, rest);
      drawing.down(18);
    }
    TaskWays ways = new TaskWays(drawing, boxes);
    outside.ifPresent(box -> flows(ways, box, drawn));
    if (mode.equals("awsvpc") || mode.equals("host")) {
      ways.loopback();
    }
    drawn.forEach(ways::links);
    TaskVolumes volumes = new TaskVolumes(drawing, boxes);
    volumes.draw(task.volumes().known().toList(), drawn);
    drawing.frame(top);
    drawing.down(12);
    volumes.host(namespaces());
    return drawing.picture(
        id,
        Printable.of(task.resource(), NAME),
        Printable.of(Words.place(task.family().location()), 2 * NAME));
  }

  private Picture.Box outside() {
    Picture.Box box = drawing.box(internet ? "internet" : "outside", drawing.y(), 34);
    String who = internet ? "The Internet" : "Load balancer, or who reaches the network";
    drawing.text("middle", Drawing.LEFT + Drawing.WIDTH / 2, drawing.y() + 21, who);
    drawing.down(34 + 18);
    return box;
  }

  private void head() {
    String platforms =
        task.platforms().stream()
            .map(platform -> Words.lower(platform).replace('_', ' '))
            .sorted()
            .collect(Collectors.joining(" or "));
    drawing.text("quiet", Drawing.LEFT, drawing.y() + 18, "network " + mode + ", " + platforms);
    drawing.say("Network mode %s on %s.".formatted(mode, platforms));
    drawing.down(28);
    locks("", Promise.OF_TASKS, "The task");
    drawing.down(8);
  }

  private void container(Container container) {
    String name = name(container);
    int top = drawing.y();
    drawing.text("name", Drawing.LEFT + 12, top + 18, name, NAME / 2);
    drawing.text("quiet end", Drawing.RIGHT - 12, top + 18, ports(container));
    drawing.text(
        "quiet", Drawing.LEFT + 12, top + 34, shown(container.image().reference(), "no image"));
    drawing.down(43);
    String key = container.name().known().orElse("");
    locks(key, Promise.OF_CONTAINERS, name);
    drawing.down(8);
    boxes.putIfAbsent(key, drawing.box("container", top, drawing.y() - top));
    drawing.down(14);
  }

  private void locks(String container, List<Promise> promises, String who) {
    Location at = task.family().location();
    Locks.Subject subject = new Locks.Subject(at.source(), task.resource(), container);
    Map<Promise.State, List<String>> said = new LinkedHashMap<>();
    int column = 0;
    for (Promise promise : promises) {
      Optional<Promise.State> state = locks.state(subject, promise);
      if (state.isEmpty()) {
        continue;
      }
      int x = Drawing.LEFT + 12 + column * COLUMN;
      drawing.lock(state.get(), x, promise.label());
      said.computeIfAbsent(state.get(), any -> new ArrayList<>()).add(promise.label());
      column = (column + 1) % LOCKS_IN_ROW;
      drawing.down(column == 0 ? 19 : 0);
    }
    drawing.down(column == 0 ? 0 : 19);
    said.forEach(
        (state, labels) ->
            drawing.say("%s, %s: %s.".formatted(who, state.text(), String.join(", ", labels))));
  }

  private void flows(TaskWays ways, Picture.Box outside, List<Container> drawn) {
    for (Container container : drawn) {
      if (!ports(container).isEmpty()) {
        ways.flow(internet ? "open" : "flow", outside, container);
        drawing.say("%s is reached at %s.".formatted(name(container), ports(container)));
      }
    }
  }

  private List<String> namespaces() {
    List<String> shared = new ArrayList<>();
    if (mode.equals("host")) {
      shared.add("its network");
    }
    if (shown(task.pidMode(), "").equals("host")) {
      shared.add("its processes");
    }
    if (shown(task.ipcMode(), "").equals("host")) {
      shared.add("its memory segments");
    }
    return shared;
  }

  private String ports(Container container) {
    return container
        .portMappings()
        .known()
        .map(this::port)
        .distinct()
        .limit(PORTS)
        .collect(Collectors.joining(", "));
  }

  private String port(Port port) {
    String inside = shown(port.containerPort(), "?");
    if (!mode.equals("bridge")) {
      return ":" + inside;
    }
    String outside = shown(port.hostPort(), "0");
    return (outside.equals("0") ? "any" : outside) + " \u2192 " + inside;
  }

  static String name(Container container) {
    return shown(container.name(), "without a name");
  }

  /** As a picture shows a setting. */
  static String shown(Setting<?> setting, String absent) {
    if (setting.isAbsent()) {
      return absent;
    }
    if (setting instanceof Setting.Unresolved<?> unresolved) {
      return Printable.of(unresolved.expression(), NAME);
    }
    return setting
        .known()
        .map(value -> Printable.of(value.toString(), 2 * NAME))
        .orElse("one of several");
  }
}
