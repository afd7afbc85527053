package dev.breakwater.bench;

import dev.breakwater.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What the figures were measured on. */
final class Machine {
  private Machine() {}

  static String describe(Stage stage) throws IOException {
    String model = value(Path.of("/proc/cpuinfo"), "model name");
    long kibibytes = Long.parseLong(value(Path.of("/proc/meminfo"), "MemTotal").replace(" kB", ""));
    return "%s: %d cores of %s, %d GB, Linux %s, Docker %s, %s, %s, wrk 4.1, load average %s at the start of it."
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            model,
            Math.round(kibibytes / 1e6),
            System.getProperty("os.version"),
            Shell.run("docker", "version", "--format={{.Server.Version}}").orThrow().strip(),
            stage.nginxVersion(),
            stage
                .run("haproxy", "-v")
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst(" -.*| \\d{4}/.*", ""),
            Files.readString(Path.of("/proc/loadavg")).replaceFirst("(?s) .*", ""));
  }

  private static String value(Path file, String key) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.replaceFirst("^[^:]*:\\s*", ""))
        .findFirst()
        .orElse("0 unknown");
  }
}
