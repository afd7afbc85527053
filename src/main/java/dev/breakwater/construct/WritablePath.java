package dev.breakwater.construct;

import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awscdk.Size;

/**
 * One place where a container may write: a tmpfs of the container's own user, on which nothing can
 * be executed.
 *
 * @param path absolute and normal
 * @param mebibytes its size, which counts against the container's memory
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

  /** Refuses what is out of range. */
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
    return new WritablePath(path, Math.toIntExact(size.toMebibytes().longValue()));
  }

  /** Whether one is within the other: mounting one would hide the other. */
  boolean touches(WritablePath other) {
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
