package dev.breakwater.cli;

import dev.breakwater.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the kernel says of the processes of a container, seen from outside of it. */
final class KernelFacts {
  private static final String NONE = "0000000000000000";

  private KernelFacts() {}

  /** Each fact that is not what a hardened container promises, of each of its processes. */
  static List<String> broken(String container, boolean noNewPrivileges, String memory) {
    List<String> broken = new ArrayList<>();
    // Not docker top, which needs a ps that a bare Debian lacks.
    ProcessHandle first = ProcessHandle.of(Long.parseLong(firstPid(container))).orElseThrow();
    List<String> processes =
        Stream.concat(Stream.of(first), first.descendants())
            .map(process -> Long.toString(process.pid()))
            .toList();
    for (String pid : processes) {
      Map<String, String> status = status(pid);
      Map<String, String> wanted = new TreeMap<>();
      wanted.put("Uid", "65532 65532 65532 65532");
      wanted.put("Gid", "65532 65532 65532 65532");
      for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
        wanted.put(set, NONE);
      }
      wanted.put("NoNewPrivs", noNewPrivileges ? "1" : "0");
      wanted.put("Seccomp", "2");
      wanted.forEach((name, value) -> check(broken, name, value, status.get(name)));
      mounts(broken, pid);
      check(broken, "memory", memory, memoryLimit(pid));
      String core =
          lines(Path.of("/proc", pid, "limits")).stream()
              .filter(line -> line.startsWith("Max core file size"))
              .findFirst()
              .orElse("")
              .replaceAll("\\s+", " ");
      check(broken, "core", "Max core file size 0 0 bytes", core.strip());
    }
    return broken.stream().distinct().toList();
  }

  /** The options of a mount, as the kernel has them. */
  static String mount(String container, String path) {
    return mountOf(firstPid(container), path);
  }

  private static String firstPid(String container) {
    return Shell.run("docker", "inspect", "--format", "{{.State.Pid}}", container)
        .orThrow()
        .strip();
  }

  private static void mounts(List<String> broken, String pid) {
    String root = mountOf(pid, "/");
    if (!root.startsWith("ro,") && !root.equals("ro")) {
      broken.add("/ is " + root.replaceAll(",.*", ""));
    }
    String tmp = mountOf(pid, "/tmp");
    if (!tmp.isEmpty()) {
      for (String option : List.of("nosuid", "nodev", "noexec", "size=32768k", "uid=65532")) {
        if (!List.of(tmp.split("[, ]", -1)).contains(option)) {
          broken.add("/tmp lacks " + option);
        }
      }
    }
  }

  /** Both kinds of options: the mount's and the file system's. */
  private static String mountOf(String pid, String path) {
    return lines(Path.of("/proc", pid, "mountinfo")).stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words[4].equals(path))
        .map(words -> words[5] + " " + words[words.length - 1])
        .reduce("", (first, last) -> last);
  }

  private static String memoryLimit(String pid) {
    for (String line : lines(Path.of("/proc", pid, "cgroup"))) {
      String[] parts = line.split(":", 3);
      Path one = Path.of("/sys/fs/cgroup/memory" + parts[2], "memory.limit_in_bytes");
      Path two = Path.of("/sys/fs/cgroup" + parts[2], "memory.max");
      if (parts[1].equals("memory") && Files.exists(one)) {
        return lines(one).get(0);
      }
      if (parts[1].isEmpty() && Files.exists(two)) {
        return lines(two).get(0);
      }
    }
    return "none";
  }

  private static Map<String, String> status(String pid) {
    Map<String, String> status = new TreeMap<>();
    for (String line : lines(Path.of("/proc", pid, "status"))) {
      int colon = line.indexOf(':');
      status.put(line.substring(0, colon), line.substring(colon + 1).strip().replace('\t', ' '));
    }
    return status;
  }

  private static void check(List<String> broken, String name, String wanted, String got) {
    if (!wanted.equals(got)) {
      broken.add(name + " is " + got);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
