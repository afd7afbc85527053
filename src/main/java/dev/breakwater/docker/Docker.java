package dev.breakwater.docker;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The docker command line. Only the client is used, so an engine on another machine ({@code
 * DOCKER_HOST}) and Docker Desktop work like a local one.
 */
public final class Docker {
  /** Enough for everything but pulls and builds; an engine under load answers slowly. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** How a program ends that SIGINT ended: 128 and the signal's number. */
  private static final int INTERRUPTED = 130;

  private static final String SETSID = "/usr/bin/setsid";

  /**
   * Ctrl-C goes to every process of a terminal's session: in one of its own, a client goes on, and
   * this program decides what is stopped and when.
   */
  private static final boolean OWN_SESSION = Files.isExecutable(Path.of(SETSID));

  private final Map<String, String> environment;

  /** The client on the path, with this program's own environment. */
  public Docker() {
    this(Map.of());
  }

  /**
   * The client on the path.
   *
   * @param environment what the client gets besides this program's own environment, such as {@code
   *     DOCKER_HOST}
   */
  public Docker(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Whether the client is on the path. */
  static boolean isInstalled() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .flatMap(folder -> Stream.of(folder + "/docker", folder + "/docker.exe"))
        .anyMatch(file -> Files.isExecutable(Path.of(file)));
  }

  /** The endpoint that was asked for; empty when the client decides. */
  String host() {
    String fallback = System.getenv().getOrDefault("DOCKER_HOST", "");
    return environment.getOrDefault("DOCKER_HOST", fallback);
  }

  /**
   * Runs one docker command and returns the lines of its standard output.
   *
   * @param arguments all behind {@code docker}
   * @throws DockerException when it fails; the message ends with docker's own last line
   */
  public List<String> run(String... arguments) throws DockerException, InterruptedException {
    return run(List.of(arguments), Map.of(), "", LIMIT, line -> {});
  }

  /** As {@link #run(String...)}. */
  public List<String> run(List<String> arguments) throws DockerException, InterruptedException {
    return run(arguments, Map.of(), "", LIMIT, line -> {});
  }

  /**
   * As {@link #run(String...)}, with all that can be said.
   *
   * @param arguments all behind {@code docker}
   * @param variables the client's environment: the values of variables that {@code --env NAME}
   *     takes from there, so that no secret is in an argument
   * @param input the client's standard input
   * @param limit after which the client is killed
   * @param heard is told each line as it comes
   */
  public List<String> run(
      List<String> arguments,
      Map<String, String> variables,
      String input,
      Duration limit,
      Consumer<String> heard)
      throws DockerException, InterruptedException {
    Command.Result result = execute(command(arguments, variables, input), limit, heard);
    if (result.exitCode() != 0) {
      throw new DockerException(
          "docker %s failed: %s".formatted(arguments.get(0), reason(result)),
          tail(result.output(), result.errors()));
    }
    return result.output();
  }

  /**
   * Runs a command that makes something, to its end even when this thread is interrupted: a client
   * that is killed leaves the engine to finish what nobody would then find.
   */
  void runToItsEnd(
      List<String> arguments, Map<String, String> variables, String input, Duration limit)
      throws DockerException, InterruptedException {
    FutureTask<List<String>> task =
        new FutureTask<>(() -> run(arguments, variables, input, limit, line -> {}));
    Thread thread = new Thread(task);
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      throw new InterruptedException();
    }
    try {
      task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DockerException failure) {
        throw failure;
      }
      if (e.getCause() instanceof InterruptedException interrupt) {
        throw interrupt;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Whether a docker command succeeds. */
  public boolean succeeds(String... arguments) throws DockerException, InterruptedException {
    return attempt(arguments).exitCode() == 0;
  }

  /** What a docker command left, whether it succeeded or not. */
  Command.Result attempt(String... arguments) throws DockerException, InterruptedException {
    return execute(command(List.of(arguments), Map.of(), ""), LIMIT, line -> {});
  }

  /** Ctrl-C can reach a client that has no session of its own yet: it is meant for this program. */
  private static Command.Result execute(Command command, Duration limit, Consumer<String> heard)
      throws DockerException, InterruptedException {
    Command.Result result = command.run(limit, heard);
    if (result.exitCode() == INTERRUPTED) {
      throw new InterruptedException();
    }
    return result;
  }

  /** Starts a docker command that goes on by itself, such as {@code logs --follow}. */
  Process start(List<String> arguments) throws DockerException {
    return command(arguments, Map.of(), "").start();
  }

  /** Docker's own last line, without the words that it puts before every one. */
  static String reason(Command.Result result) {
    List<String> lines =
        result.errors().stream()
            .filter(line -> !line.isBlank())
            .filter(line -> !line.startsWith("See 'docker") && !line.startsWith("Run 'docker"))
            // An older client's own log stands behind what the engine said.
            .filter(line -> !line.startsWith("time="))
            .toList();
    String last = lines.isEmpty() ? result.lastLine() : lines.get(lines.size() - 1);
    last = last.replaceFirst("^docker: ", "").replaceFirst("^Error response from daemon: ", "");
    return last.isBlank() ? "exit code " + result.exitCode() : last;
  }

  private static List<String> tail(List<String> output, List<String> errors) {
    List<String> all = new ArrayList<>(output);
    all.addAll(errors);
    all.removeIf(String::isBlank);
    return List.copyOf(all.subList(Math.max(0, all.size() - 20), all.size()));
  }

  private Command command(List<String> arguments, Map<String, String> variables, String input) {
    List<String> words = new ArrayList<>();
    if (OWN_SESSION) {
      words.add(SETSID);
    }
    words.add("docker");
    words.addAll(arguments);
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new Command(words, all, input);
  }
}
