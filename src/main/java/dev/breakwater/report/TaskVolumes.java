package dev.breakwater.report;

import dev.breakwater.model.Container;
import dev.breakwater.model.Mount;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lower part of a task's picture: its volumes, who mounts them, and what of the host they are.
 */
final class TaskVolumes {
  private static final int VOLUMES = 8;
  private static final int PATH = 60;

  private final Drawing drawing;
  private final Map<String, Picture.Box> containers;
  private final Map<String, Picture.Box> hostPaths = new LinkedHashMap<>();

  /**
   * To be drawn on this.
   *
   * @param containers what is drawn already, by name
   */
  TaskVolumes(Drawing drawing, Map<String, Picture.Box> containers) {
    this.drawing = drawing;
    this.containers = Map.copyOf(containers);
  }

  /** Each volume, with a lane to the containers that mount it. */
  void draw(List<Volume> volumes, List<Container> drawn) {
    for (Volume volume : volumes.stream().limit(VOLUMES).toList()) {
      Picture.Box box = drawing.box("volume", drawing.y(), 26);
      drawing.text("", box.x() + 12, box.y() + 17, "volume " + name(volume), 24);
      hostPath(volume).ifPresent(path -> hostPaths.put(path, box));
      mounts(volume, box, drawn);
      drawing.down(26 + 8);
    }
    if (volumes.size() > VOLUMES) {
      String rest = "and " + Words.count(volumes.size() - VOLUMES, "volume");
      drawing.text("quiet", Drawing.LEFT, drawing.y() + 6, rest);
      drawing.down(18);
    }
  }

  private void mounts(Volume volume, Picture.Box to, List<Container> drawn) {
    List<String> who = new ArrayList<>();
    int x = 0;
    for (Container container : drawn) {
      for (Mount mount : container.mountPoints().known().toList()) {
        if (!mount.sourceVolume().equals(volume.name())) {
          continue;
        }
        x = x == 0 ? drawing.lane() : x;
        boolean readOnly = mount.readOnly().known().orElse(false);
        who.add(TaskPicture.name(container) + (readOnly ? " (read-only)" : ""));
        Picture.Box from = containers.get(container.name().known().orElse(""));
        int begin = from.bottom() - 12;
        drawing.way("mount", from.right(), begin, x, to.middle(), to.right() + 2);
        drawing.dot(from.right(), begin);
      }
    }
    if (!who.isEmpty()) {
      drawing.text("quiet end", to.right() - 12, to.y() + 17, String.join(", ", who), 28);
      drawing.say("Volume %s is mounted by %s.".formatted(name(volume), String.join(", ", who)));
    }
  }

  /** What of the host the task reaches, with a line from the volumes that do. */
  void host(List<String> namespaces) {
    List<String> parts = new ArrayList<>(namespaces);
    hostPaths.keySet().stream().map(path -> Printable.of(path, PATH)).forEach(parts::add);
    if (parts.isEmpty()) {
      return;
    }
    Picture.Box box = drawing.box("host", drawing.y(), 30 + parts.size() * 15);
    drawing.text("name", box.x() + 12, box.y() + 18, "The host");
    for (int i = 0; i < parts.size(); i++) {
      drawing.text("", box.x() + 12, box.y() + 35 + i * 15, parts.get(i));
    }
    for (Picture.Box volume : hostPaths.values()) {
      drawing.way(
          "tohost",
          Drawing.LEFT,
          volume.middle(),
          Drawing.LEFT - 14,
          box.y() + 14,
          Drawing.LEFT - 2);
    }
    drawing.say("It reaches of the host: %s.".formatted(String.join(", ", parts)));
    drawing.down(box.height() + 12);
  }

  private static String name(Volume volume) {
    return TaskPicture.shown(volume.name(), "without a name");
  }

  private static Optional<String> hostPath(Volume volume) {
    Optional<String> path = volume.hostSourcePath().known();
    return path.isPresent()
        ? path
        : Optional.ofNullable(volume.dockerDriverOptions().get("device")).flatMap(Setting::known);
  }
}
