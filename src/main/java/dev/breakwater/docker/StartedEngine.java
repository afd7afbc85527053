package dev.breakwater.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A dockerd that Breakwater started, remembered in a file so that a later run can stop it.
 *
 * @param process who it is
 * @param folder where its process id and its log are
 */
record StartedEngine(ProcessHandle process, Path folder) {
  /** Only root starts an engine, so the place is root's; it is empty again after a reboot. */
  static final Path FOLDER = Path.of("/run/breakwater");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Starts it in a session of its own: Ctrl-C goes to all of a terminal's session, and the engine
   * must outlive the containers.
   */
  static StartedEngine start(List<String> words, Path folder) throws DockerException {
    String log = folder.resolve("dockerd.log").toString();
    List<String> all = new ArrayList<>();
    all.addAll(List.of("sh", "-c", "exec setsid \"$@\" >\"$0\" 2>&1", log));
    all.addAll(words);
    try {
      Files.createDirectories(folder);
      ProcessHandle process = new Command(all, Map.of(), "").start().toHandle();
      Files.writeString(file(folder), process.pid() + " " + Owner.startOf(process) + "\n");
      return new StartedEngine(process, folder);
    } catch (IOException e) {
      throw new DockerException("cannot write to %s: %s".formatted(folder, e.getMessage()));
    }
  }

  /** The one that an earlier run started, if it still lives. */
  static Optional<StartedEngine> remembered(Path folder) {
    if (!Files.isReadable(file(folder))) {
      return Optional.empty();
    }
    try {
      String[] words = Files.readString(file(folder)).strip().split(" ", -1);
      return words.length == 2 && Owner.lives(words[0], words[1])
          ? ProcessHandle.of(Long.parseLong(words[0]))
              .map(process -> new StartedEngine(process, folder))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  boolean lives() {
    return process.isAlive();
  }

  /** The last line of its log that says why it ended. */
  String lastWords() {
    try {
      return Files.readAllLines(folder.resolve("dockerd.log"), StandardCharsets.UTF_8).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("See '"))
          .reduce("it said nothing", (first, last) -> last);
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }

  void forget() throws DockerException {
    try {
      Files.deleteIfExists(file(folder));
      Files.deleteIfExists(folder.resolve("dockerd.log"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new DockerException("cannot remove %s: %s".formatted(folder, e.getMessage()));
    }
  }

  void stop() throws DockerException, InterruptedException {
    process.destroy();
    try {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException("onExit does not complete with a failure", e);
    }
    forget();
  }

  private static Path file(Path folder) {
    return folder.resolve("dockerd.pid");
  }
}
