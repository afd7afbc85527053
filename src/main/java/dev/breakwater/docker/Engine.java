package dev.breakwater.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The Docker engine that a run needs: one that answers already, or one that is started for the run
 * and stopped behind it.
 */
public final class Engine implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Docker docker;

  /**
   * The engine makes / a slave mount before it unpacks an image, and runc gives a container its
   * root by pivot_root(2): both answer EINVAL where / is no mount point.
   */
  static final String CHROOT =
      "a Docker engine cannot run in a chroot, whose / is no mount point; run this on the machine"
          + " itself, or enter the folder by pivot_root, as src/it/fresh-machine does";

  private final Optional<StartedEngine> started;
  private final Consumer<String> say;
  private boolean left;

  private Engine(Docker docker, Optional<StartedEngine> started, Consumer<String> say) {
    this.docker = docker;
    this.started = started;
    this.say = say;
  }

  /**
   * Finds an engine that answers, or starts the one that is installed.
   *
   * @param docker the client
   * @param say is told what is done, before it is done
   * @throws DockerException when there is none: no client, no answer, no permission
   */
  public static Engine ensure(Docker docker, Consumer<String> say)
      throws DockerException, InterruptedException {
    return ensure(docker, say, StartedEngine.FOLDER, List.of());
  }

  /**
   * Finds an engine that answers, and starts none.
   *
   * @throws DockerException when there is none
   */
  public static Engine answering(Docker docker, Consumer<String> say)
      throws DockerException, InterruptedException {
    Optional<String> trouble = trouble(docker);
    if (trouble.isPresent()) {
      throw new DockerException(trouble.get());
    }
    return new Engine(docker, StartedEngine.remembered(StartedEngine.FOLDER), say);
  }

  static Engine ensure(Docker docker, Consumer<String> say, Path folder, List<String> options)
      throws DockerException, InterruptedException {
    Optional<String> trouble = trouble(docker);
    if (trouble.isEmpty()) {
      return new Engine(docker, StartedEngine.remembered(folder), say);
    }
    Optional<String> program = startable(docker, options);
    if (program.isEmpty()) {
      throw new DockerException(trouble.get());
    }
    if (isChroot()) {
      throw new DockerException(CHROOT);
    }
    say.accept("No Docker engine runs: starting " + program.get());
    return new Engine(docker, start(docker, program.get(), folder, options), say);
  }

  /** Whether this run's end is the end of the engine: Breakwater started it. */
  public boolean wasStarted() {
    return started.isPresent();
  }

  /** Leaves an engine that was started running: the task goes on without this program. */
  public void leave() {
    left = true;
  }

  /** Stops the engine if Breakwater started it and nothing runs on it any more. */
  @Override
  public void close() {
    if (started.isEmpty() || left || !started.get().lives()) {
      return;
    }
    try {
      if (docker.run("ps", "--quiet").isEmpty()) {
        say.accept("Stopping the Docker engine that Breakwater started");
        started.get().stop();
      }
    } catch (DockerException e) {
      say.accept("The Docker engine that Breakwater started does not stop: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why no engine can be used, in one sentence; empty when one answers. */
  static Optional<String> trouble(Docker docker) throws DockerException, InterruptedException {
    if (!Docker.isInstalled()) {
      throw new DockerException(
          "the docker command is not on the PATH; install Docker (Debian: apt-get install"
              + " docker.io), or put it there");
    }
    Command.Result answer = docker.attempt("version", "--format", "{{.Server.Version}}");
    if (answer.exitCode() == 0) {
      return Optional.empty();
    }
    String reason = Docker.reason(answer);
    String where = docker.host().isEmpty() ? "" : " at " + docker.host();
    return Optional.of(
        reason.toLowerCase(Locale.ROOT).contains("permission denied")
            ? "the Docker engine%s refuses this user; add the user to the group docker, or run as root (docker says: %s)"
                .formatted(where, reason)
            : "no Docker engine answers%s; start it, or name another with DOCKER_HOST (docker says: %s)"
                .formatted(where, reason));
  }

  /** Whether / is a folder of another file system, which chroot(2) made the root. */
  static boolean isChroot() {
    try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
      // proc(5): the fifth field is the mount point, as seen from this process's root.
      return mounts.noneMatch(mount -> mount.split(" ", 6)[4].equals("/"));
    } catch (IOException e) {
      return false; // Without a /proc nothing can be said, and the engine says what it lacks.
    }
  }

  /** The engine's program, where this program may start it. */
  private static Optional<String> startable(Docker docker, List<String> options) {
    boolean ours = docker.host().isEmpty() || !options.isEmpty();
    boolean linux = System.getProperty("os.name").equals("Linux");
    boolean root = "root".equals(System.getProperty("user.name"));
    if (!ours || !linux || !root) {
      return Optional.empty();
    }
    // Debian's users have no sbin on their path, but that is where the engine is.
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
    return Stream.of(path.split(":", -1))
        .map(folder -> folder + "/dockerd")
        .filter(file -> Files.isExecutable(Path.of(file)))
        .findFirst();
  }

  private static Optional<StartedEngine> start(
      Docker docker, String program, Path folder, List<String> options)
      throws DockerException, InterruptedException {
    // Where the kernel or the machine has no NAT, the engine starts only without its own rules;
    // published ports then go through its userland proxy.
    String lastWords = "";
    for (List<String> more :
        List.of(List.<String>of(), List.of("--iptables=false", "--ip-masq=false"))) {
      List<String> all = Stream.of(List.of(program), options, more).flatMap(List::stream).toList();
      StartedEngine engine = StartedEngine.start(all, folder);
      if (answers(docker, engine)) {
        return Optional.of(engine);
      }
      if (trouble(docker).isEmpty()) {
        engine.forget(); // Somebody else's came up meanwhile, and ours gave way to it.
        return Optional.empty();
      }
      lastWords = engine.lastWords();
      engine.stop();
    }
    throw new DockerException("the Docker engine does not start: " + lastWords);
  }

  private static boolean answers(Docker docker, StartedEngine engine)
      throws DockerException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && engine.lives()) {
      if (trouble(docker).isEmpty()) {
        return true;
      }
      Thread.sleep(200);
    }
    return false;
  }
}
