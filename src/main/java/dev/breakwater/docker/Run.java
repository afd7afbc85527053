package dev.breakwater.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One run of a task on this engine. All that it makes bears its labels, so that it can be found and
 * removed even when this program was killed.
 *
 * @param id eight hex digits
 * @param owner the process that the run belongs to
 * @param detached whether it goes on when that process has ended
 */
public record Run(String id, String owner, boolean detached) {
  /** The label with a run's id. */
  static final String LABEL = "dev.breakwater.run";

  /** The label with the process that owns a run. */
  static final String OWNER = "dev.breakwater.owner";

  /** The label of a run that needs no process. */
  static final String DETACHED = "dev.breakwater.detached";

  /** The label with a container's name in the task definition. */
  static final String CONTAINER = "dev.breakwater.container";

  /** The label with the names of the containers that a container depends on, by commas. */
  static final String DEPENDS_ON = "dev.breakwater.depends-on";

  /** A run of this process. */
  public static Run begin(boolean detached) {
    String id = String.format("%08x", ThreadLocalRandom.current().nextInt());
    return new Run(id, Owner.current().toString(), detached);
  }

  /** What this run calls something of the task: a container, a volume, an image. */
  public String name(String thing) {
    return "breakwater-" + id + "-" + thing;
  }

  /** The arguments that label something as this run's. */
  List<String> labels() {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--label", LABEL + "=" + id, "--label", OWNER + "=" + owner));
    if (detached) {
      words.addAll(List.of("--label", DETACHED + "=true"));
    }
    return words;
  }
}
