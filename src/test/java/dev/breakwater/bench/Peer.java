package dev.breakwater.bench;

import dev.breakwater.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Something that answers on a port of the bench's network.
 *
 * @param name what the table and the plot call it
 * @param container its container's name
 * @param port where it answers
 */
record Peer(String name, String container, int port) {
  private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on all of Linux

  /** Seconds of CPU that its processes have taken so far. */
  double cpuSeconds() {
    return Shell.run("docker", "top", container, "-o", "pid")
        .orThrow()
        .lines()
        .skip(1)
        .mapToDouble(pid -> ticks(Path.of("/proc", pid.strip(), "stat")) / TICKS_PER_SECOND)
        .sum();
  }

  private static long ticks(Path stat) {
    try {
      String text = Files.readString(stat);
      List<String> fields = Arrays.asList(text.substring(text.lastIndexOf(')') + 2).split(" "));
      return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12)); // utime, stime
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the engine counts against its memory limit, without files that only happen to be cached.
   */
  double mebibytes() {
    String used =
        Shell.run("docker", "stats", "--no-stream", "--format={{.MemUsage}}", container)
            .orThrow()
            .replaceFirst("/.*", "")
            .strip();
    double number = Double.parseDouble(used.replaceFirst("[A-Za-z]+$", ""));
    return used.endsWith("GiB") ? number * 1024 : used.endsWith("KiB") ? number / 1024 : number;
  }
}
