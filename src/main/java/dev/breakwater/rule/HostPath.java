package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;

import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Volume;
import dev.breakwater.policy.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * A path of the host that a volume opens to containers, as Docker cleans it before it mounts (Go's
 * {@code path.Clean}: by the text alone, links are not followed).
 *
 * @param path absolute, without {@code .}, {@code ..}, doubled or trailing slashes
 */
record HostPath(String path) {
  private static final Set<String> REMOTE = Set.of("nfs", "nfs4", "cifs");

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
   * Judges each path of the host that a volume of the task opens: {@code host.sourcePath}, and the
   * {@code device} of Docker's local volume driver, which can bind any directory and mount any
   * disk.
   */
  static Verdict eachOf(TaskDefinition task, Verdict.Judge<HostPath> judge) {
    return each(
        task.volumes(),
        (volume, at) ->
            each(volume.hostSourcePath(), (path, where) -> absolute(path, where, judge))
                .and(each(device(volume), (path, where) -> absolute(path, where, judge))));
  }

  private static Verdict absolute(String path, Location at, Verdict.Judge<HostPath> judge) {
    return path.startsWith("/") ? judge.judge(of(path), at) : Verdict.pass();
  }

  private static Setting<String> device(Volume volume) {
    Setting<String> device = volume.dockerDriverOptions().get("device");
    boolean other = volume.dockerDriver().known().filter(name -> !name.equals("local")).isPresent();
    return device == null || other || isRemote(volume) ? Setting.absent() : device;
  }

  private static boolean isRemote(Volume volume) {
    Setting<String> type = volume.dockerDriverOptions().get("type");
    return type != null && type.known().filter(REMOTE::contains).isPresent();
  }
}
