package dev.breakwater;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processes of a running proxy, as the kernel shows them outside of its container. */
public final class ProxyProcesses {
  private final String master;

  private ProxyProcesses(String master) {
    this.master = master;
  }

  /** The processes of a task's proxy. */
  public static ProxyProcesses of(RunningTask task) {
    return new ProxyProcesses(
        Shell.run("docker", "inspect", "--format={{.State.Pid}}", task.proxy()).orThrow().strip());
  }

  /** The workers' process ids. */
  public List<String> workers() {
    String children = read(Path.of("/proc", master, "task", master, "children")).strip();
    return List.of(children.split(" "));
  }

  /** The files that the workers have open, connections included. */
  public int openFiles() {
    return workers().stream().mapToInt(ProxyProcesses::openFiles).sum();
  }

  private static int openFiles(String process) {
    try (Stream<Path> files = Files.list(Path.of("/proc", process, "fd"))) {
      return Math.toIntExact(files.count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What counts against the container's memory limit, in KiB: of both versions of control groups.
   */
  public long memory() {
    String group =
        read(Path.of("/proc", master, "cgroup"))
            .lines()
            .filter(line -> line.matches("(\\d+:memory|0:):.*"))
            .findFirst()
            .orElseThrow();
    String path = group.split(":", 3)[2];
    Path usage =
        group.startsWith("0")
            ? Path.of("/sys/fs/cgroup" + path, "memory.current")
            : Path.of("/sys/fs/cgroup/memory" + path, "memory.usage_in_bytes");
    return Long.parseLong(read(usage).strip()) / 1024;
  }

  /** Has the master replace its workers, and waits until those that were are gone. */
  public void reload() {
    List<String> before = workers();
    signal("HUP");
    Awaited.that("old workers are gone", () -> workers().stream().noneMatch(before::contains));
  }

  /** Sends the master a signal. */
  public void signal(String name) {
    Shell.run("kill", "-" + name, master).orThrow();
  }

  /** Bytes that the container's tmpfs holds, files that are open and have no name included. */
  public long temporaryBytes() {
    File tmpfs = new File("/proc/" + master + "/root/tmp");
    return tmpfs.getTotalSpace() - tmpfs.getFreeSpace();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
