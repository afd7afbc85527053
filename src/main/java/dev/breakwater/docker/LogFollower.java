package dev.breakwater.docker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Follows the logs of containers, each line to whoever listens, until it is closed. */
public final class LogFollower implements AutoCloseable {
  private final Docker docker;
  private final List<Process> processes = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  /** Of containers on this engine. */
  public LogFollower(Docker docker) {
    this.docker = docker;
  }

  /**
   * Follows one container.
   *
   * @param dockerName its name on the engine
   * @param since from when on
   * @param heard is told each line of both streams, from threads of the follower's own
   */
  public synchronized void follow(String dockerName, Instant since, Consumer<String> heard)
      throws DockerException {
    List<String> words = new ArrayList<>(List.of("logs", "--follow"));
    if (since.isAfter(Instant.EPOCH)) {
      words.addAll(List.of("--since", since.toString()));
    }
    words.add(dockerName);
    Process process = docker.start(words);
    processes.add(process);
    for (var stream : List.of(process.getInputStream(), process.getErrorStream())) {
      Thread reader = new Thread(() -> Command.eachLine(stream, heard));
      reader.setDaemon(true);
      reader.start();
      readers.add(reader);
    }
  }

  /** Hears what stopped containers said last, then ends. */
  @Override
  public synchronized void close() {
    try {
      for (Thread reader : readers) {
        reader.join(2_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    processes.forEach(Process::destroyForcibly);
  }
}
