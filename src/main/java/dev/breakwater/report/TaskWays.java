package dev.breakwater.report;

import dev.breakwater.model.Container;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who reaches whom, in the picture of a task: lines beside the containers. */
final class TaskWays {
  private static final int NAME = 60;
  private static final int OUTERMOST = 20;

  private final Drawing drawing;
  private final Map<String, Picture.Box> boxes;
  private int left = Drawing.LEFT - 10;

  /**
   * To be drawn on this.
   *
   * @param boxes the containers, by name, in their order
   */
  TaskWays(Drawing drawing, Map<String, Picture.Box> boxes) {
    this.drawing = drawing;
    this.boxes = Collections.unmodifiableMap(new LinkedHashMap<>(boxes));
  }

  /** From outside down the left side, a lane for each container. */
  void flow(String kind, Picture.Box outside, Container container) {
    drawing.way(
        kind, Drawing.LEFT, outside.middle(), left, box(container).y() + 14, Drawing.LEFT - 2);
    left = Math.max(OUTERMOST, left - 8);
  }

  /** All containers share 127.0.0.1. */
  void loopback() {
    if (boxes.size() < 2) {
      return;
    }
    List<Picture.Box> all = List.copyOf(boxes.values());
    int x = drawing.lane();
    int last = all.get(all.size() - 1).middle();
    drawing.vertical("loop", x, all.get(0).middle(), last);
    for (Picture.Box box : all) {
      drawing.horizontal("loop", box.middle(), box.right(), x);
      drawing.dot(box.right(), box.middle());
    }
    drawing.say("All containers reach each other at 127.0.0.1.");
  }

  /** To those that it links to, and to those whose volumes it has. */
  void links(Container container) {
    container.links().known().forEach(link -> join(container, link.split(":", 2)[0], "reaches"));
    container
        .volumesFrom()
        .known()
        .flatMap(other -> other.sourceContainer().known().stream())
        .forEach(name -> join(container, name, "has the volumes of"));
  }

  private void join(Container container, String name, String verb) {
    Picture.Box from = box(container);
    Picture.Box to = boxes.get(name);
    if (to == null || to.equals(from)) {
      return;
    }
    drawing.way("flow", from.right(), from.middle(), drawing.lane(), to.y() + 22, to.right() + 2);
    drawing.dot(from.right(), from.middle());
    drawing.say("%s %s %s.".formatted(TaskPicture.name(container), verb, Printable.of(name, NAME)));
  }

  private Picture.Box box(Container container) {
    return boxes.get(container.name().known().orElse(""));
  }
}
