package dev.breakwater.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The process that a run belongs to, as a label tells it: the next run removes what dead processes
 * left, and leaves alone what living ones own.
 *
 * @param machine this boot of this machine, and its process numbers
 * @param pid the process
 * @param start when it started, in milliseconds since 1970: numbers are used again
 */
record Owner(String machine, String pid, String start) {
  /** The start time is derived from the boot's, which a corrected clock shifts. */
  private static final long TOLERANCE_MILLIS = 3_000;

  static Owner current() {
    ProcessHandle self = ProcessHandle.current();
    return new Owner(thisMachine(), Long.toString(self.pid()), startOf(self));
  }

  /** What {@link #toString} wrote; empty when it was something else. */
  static Optional<Owner> parse(String label) {
    String[] words = label.split("/", -1);
    return words.length == 3
        ? Optional.of(new Owner(words[0], words[1], words[2]))
        : Optional.empty();
  }

  /** Whether it is certain that the process is gone: only of this machine's own. */
  boolean isGone() {
    return machine.equals(thisMachine()) && !lives(pid, start);
  }

  static boolean lives(String pid, String start) {
    if (!pid.matches("[0-9]{1,18}") || !start.matches("[0-9]{1,18}")) {
      return false;
    }
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(ProcessHandle::isAlive)
        .map(Owner::startOf)
        .filter(now -> Math.abs(Long.parseLong(now) - Long.parseLong(start)) < TOLERANCE_MILLIS)
        .isPresent();
  }

  static String startOf(ProcessHandle process) {
    Instant start = process.info().startInstant().orElse(Instant.EPOCH);
    return Long.toString(start.toEpochMilli());
  }

  private static String thisMachine() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      String numbers = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return boot + ":" + numbers.replaceAll("[^0-9]", "");
    } catch (IOException e) {
      // Not Linux: the name that the machine gives itself.
      Map<String, String> variables = System.getenv();
      String name = variables.getOrDefault("COMPUTERNAME", System.getProperty("user.name"));
      return variables.getOrDefault("HOSTNAME", name).replace('/', '-');
    }
  }

  @Override
  public String toString() {
    return machine + "/" + pid + "/" + start;
  }
}
