package dev.breakwater.construct;

import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awscdk.Size;

/**
 * One place where a container may write: a tmpfs of the container's own user, on which nothing can
 * be executed.
 *
 * @param path absolute, of at most 255 characters; not {@code /} and not in the system's own
 *     directories
 * @param mebibytes its size in MiB, 1 to 25165824, which counts against the container's memory
 */
public record WritablePath(String path, int mebibytes) {
  private static final Pattern NORMAL =
      Pattern.compile("(?=.{2,255}$)(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._@+-]+)+");

  /** The kernel's, the image's programs and settings, and what ECS and Docker mount themselves. */
  private static final List<String> FORBIDDEN =
      List.of(
          "/bin",
          "/boot",
          "/dev",
          "/ecs-execute-command",
          "/etc",
          "/lib",
          "/lib32",
          "/lib64",
          "/proc",
          "/root",
          "/sbin",
          "/sys",
          "/usr");

  /**
   * A writable path.
   *
   * @throws IllegalArgumentException for a path or a size out of range
   */
  public WritablePath {
    Wanted.matching(
        "writable path",
        path,
        NORMAL,
        "absolute and below /, of letters, digits and . _ @ + -, without . and .. as names");
    for (String forbidden : FORBIDDEN) {
      if (path.equals(forbidden) || path.startsWith(forbidden + "/")) {
        throw Wanted.refused(
            "writable path", "outside of " + String.join(", ", FORBIDDEN), Wanted.shown(path));
      }
    }
    Wanted.between("size of writable path " + path, mebibytes, 1, TaskSize.MOST_MEMORY, " MiB");
  }

  static WritablePath of(String path, Size size) {
    // The most that an int holds is out of range, as is all that is more.
    return new WritablePath(
        path, (int) Math.min(Integer.MAX_VALUE, size.toMebibytes().longValue()));
  }

  /** Refuses one within another, and more of them than any memory holds. */
  static void checkTogether(List<WritablePath> paths) {
    long mebibytes = 0;
    for (int i = 0; i < paths.size(); i++) {
      paths.get(i).checkBeside(paths.subList(0, i));
      mebibytes += paths.get(i).mebibytes;
    }
    int most = TaskSize.MOST_MEMORY - TaskSize.LEAST_MEMORY;
    if (mebibytes > most) {
      throw Wanted.refused(
          "size of the writable paths together",
          "at most " + most + " MiB",
          Long.toString(mebibytes));
    }
  }

  private void checkBeside(List<WritablePath> others) {
    for (WritablePath other : others) {
      if (other.path.equals(path)) {
        throw Wanted.refused("writable path", "given once", Wanted.shown(path) + " twice");
      }
      if (touches(other)) {
        throw Wanted.refused(
            "writable path",
            "outside of the others",
            Wanted.shown(path) + " and " + Wanted.shown(other.path));
      }
    }
  }

  /** Whether one is within the other: mounting one would hide the other. */
  private boolean touches(WritablePath other) {
    return (path + "/").startsWith(other.path + "/") || (other.path + "/").startsWith(path + "/");
  }

  /**
   * Docker keeps noexec, nosuid and nodev by itself; they are written so that a reader sees them.
   */
  List<String> mountOptions(ContainerUser user) {
    return List.of(
        "rw", "noexec", "nosuid", "nodev", "uid=" + user.uid(), "gid=" + user.gid(), "mode=0700");
  }
}
