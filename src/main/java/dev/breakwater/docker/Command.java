package dev.breakwater.docker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program outside of this one: the only place where one is started.
 *
 * @param words the program and its arguments
 * @param environment what it gets besides this program's own environment
 * @param input what it reads; empty closes its standard input at once
 */
record Command(List<String> words, Map<String, String> environment, String input) {
  /** What is remembered of a stream; a build can write far more than anybody reads. */
  private static final int MOST_LINES = 20_000;

  Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  static Command of(String... words) {
    return new Command(List.of(words), Map.of(), "");
  }

  /** What a program left. */
  record Result(int exitCode, List<String> output, List<String> errors) {
    /** The last line of what it complained, else of what it said; empty when it was silent. */
    String lastLine() {
      List<String> lines = errors.stream().anyMatch(line -> !line.isBlank()) ? errors : output;
      return lines.stream().filter(line -> !line.isBlank()).reduce("", (first, last) -> last);
    }
  }

  /**
   * Runs it to its end.
   *
   * @param limit after which it is killed
   * @param heard is told each line of both streams as it comes, from two threads
   * @throws DockerException when it cannot be started or does not end in time
   */
  Result run(Duration limit, Consumer<String> heard) throws DockerException, InterruptedException {
    Process process = start();
    List<String> output = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    Thread out = reader(process.getInputStream(), output, heard);
    Thread err = reader(process.getErrorStream(), errors, heard);
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new DockerException(
            "%s did not end within %d seconds".formatted(name(), limit.toSeconds()));
      }
      // A grandchild may hold the streams open for longer than the program itself lives.
      out.join(5_000);
      err.join(5_000);
    } finally {
      process.destroyForcibly();
    }
    synchronized (output) {
      synchronized (errors) {
        return new Result(process.exitValue(), List.copyOf(output), List.copyOf(errors));
      }
    }
  }

  /** Starts it and leaves it to the caller; its standard input is closed after the input. */
  Process start() throws DockerException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // The program ended without reading all of it; its exit code says what there is to say.
      }
      return process;
    } catch (IOException e) {
      throw new DockerException("cannot start " + words.get(0) + ": " + e.getMessage());
    }
  }

  /** The program and its first argument, for messages. */
  private String name() {
    return String.join(" ", words.subList(0, Math.min(2, words.size())));
  }

  private static Thread reader(InputStream stream, List<String> lines, Consumer<String> heard) {
    Thread thread =
        new Thread(
            () ->
                eachLine(
                    stream,
                    line -> {
                      synchronized (lines) {
                        if (lines.size() < MOST_LINES) {
                          lines.add(line);
                        } else {
                          lines.set(MOST_LINES - 1, line);
                        }
                      }
                      heard.accept(line);
                    }));
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Tells each line until the stream ends or is closed. */
  static void eachLine(InputStream stream, Consumer<String> heard) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      reader.lines().forEach(heard);
    } catch (UncheckedIOException | IOException e) {
      // The process was ended while it was read: there is nothing more to hear.
    }
  }
}
