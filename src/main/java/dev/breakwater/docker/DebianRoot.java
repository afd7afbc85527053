package dev.breakwater.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A minimal Debian 12 in a folder. It knows this machine's mirrors, apt settings (a proxy, say) and
 * own certificate authorities, so that apt works inside builds wherever it works outside.
 */
final class DebianRoot {
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final String MIRROR = "http://deb.debian.org/debian";
  private static final List<String> PUBLIC_SOURCES =
      List.of(
          "deb " + MIRROR + " bookworm main",
          "deb " + MIRROR + " bookworm-updates main",
          "deb http://deb.debian.org/debian-security bookworm-security main");

  private DebianRoot() {}

  static void make(Path root, Consumer<String> say) throws DockerException, InterruptedException {
    List<String> sources = sources();
    String mirror =
        sources.stream()
            .map(line -> line.split(" ", -1))
            .filter(words -> words[2].equals("bookworm"))
            .map(words -> words[1])
            .findFirst()
            .orElse(MIRROR);
    List<String> words =
        List.of(
            "env",
            "PATH=" + System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin",
            "debootstrap",
            "--variant=minbase",
            "--include=ca-certificates",
            "bookworm",
            root.toString(),
            mirror);
    Command.Result made = new Command(words, Map.of(), "").run(LIMIT, line -> {});
    if (made.exitCode() != 0) {
      throw new DockerException("debootstrap failed: " + made.lastLine(), made.output());
    }
    try {
      configure(root, sources);
    } catch (IOException e) {
      throw new DockerException("cannot write to %s: %s".formatted(root, e.getMessage()));
    }
    say.accept("Debian 12 unpacked, importing it");
  }

  private static void configure(Path root, List<String> sources)
      throws IOException, DockerException, InterruptedException {
    Files.writeString(root.resolve("etc/apt/sources.list"), String.join("\n", sources) + "\n");
    Files.writeString(
        root.resolve("etc/apt/apt.conf.d/90breakwater"), String.join("\n", settings()) + "\n");
    Path own = Path.of("/usr/local/share/ca-certificates");
    if (Files.isDirectory(own)) {
      Path copies = Files.createDirectories(root.resolve("usr/local/share/ca-certificates"));
      try (Stream<Path> files = Files.list(own)) {
        for (Path file : files.filter(name -> name.toString().endsWith(".crt")).toList()) {
          Files.copy(file, copies.resolve(file.getFileName()));
        }
      }
      output(List.of("chroot", root.toString(), "/usr/sbin/update-ca-certificates"));
    }
    output(List.of("chroot", root.toString(), "/usr/bin/apt-get", "clean"));
  }

  /** This machine's own sources where they are Debian 12's main ones, else the public ones. */
  private static List<String> sources() throws DockerException, InterruptedException {
    List<String> own =
        output(
                List.of(
                    "apt-get",
                    "indextargets",
                    "--format",
                    "deb $(REPO_URI) $(RELEASE) $(COMPONENT)",
                    "Created-By: Packages",
                    "Component: main"))
            .stream()
            .filter(line -> line.matches("deb \\S+ bookworm(-updates|-security)? main"))
            .distinct()
            .toList();
    return own.stream().anyMatch(line -> line.endsWith(" bookworm main")) ? own : PUBLIC_SOURCES;
  }

  /** How this machine's apt fetches: proxies and timeouts, not what it does besides. */
  private static List<String> settings() throws DockerException, InterruptedException {
    List<String> settings = new ArrayList<>();
    for (String line : output(List.of("apt-config", "dump", "Acquire"))) {
      if (line.startsWith("Acquire::") && !line.startsWith("Acquire::IndexTargets")) {
        settings.add(line);
      }
    }
    settings.add("Acquire::Languages \"none\";");
    return settings;
  }

  private static List<String> output(List<String> words)
      throws DockerException, InterruptedException {
    Command.Result result = new Command(words, Map.of(), "").run(LIMIT, line -> {});
    if (result.exitCode() != 0) {
      throw new DockerException(words.get(0) + " failed: " + result.lastLine());
    }
    return result.output();
  }
}
