package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;

import dev.breakwater.model.Location;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A path of the host that a volume opens to containers, as Docker cleans it before it mounts (Go's
 * {@code path.Clean}: by the text alone, links are not followed).
 *
 * @param path absolute, without {@code .}, {@code ..}, doubled or trailing slashes
 */
record HostPath(String path) {
  /** The cleaned path. */
  static HostPath of(String written) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : written.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return new HostPath("/" + String.join("/", parts));
  }

  boolean isAtOrUnder(String directory) {
    return path.equals(directory) || isUnder(directory);
  }

  boolean isAtOrAbove(String place) {
    return place.equals(path) || new HostPath(place).isUnder(path);
  }

  private boolean isUnder(String directory) {
    return directory.equals("/") || path.startsWith(directory + "/");
  }

  /**
   * Judges each path of the host that a volume of the task opens: {@code host.sourcePath}, and what
   * Docker's local driver mounts ({@link LocalVolume}).
   */
  static Verdict eachOf(TaskDefinition task, Verdict.Judge<HostPath> judge) {
    return each(
        task.volumes(),
        (volume, at) ->
            each(volume.hostSourcePath(), (path, where) -> source(path, where, judge))
                .and(LocalVolume.eachOf(volume, judge)));
  }

  /**
   * The ECS agent writes {@code sourcePath:containerPath[:ro]} for Docker, so what stands behind a
   * colon is no longer the source. A relative source is the name of a volume.
   */
  private static Verdict source(String path, Location at, Verdict.Judge<HostPath> judge) {
    return path.startsWith("/") ? judge.judge(of(path.split(":", 2)[0]), at) : Verdict.pass();
  }
}
