package dev.breakwater.cli;

import dev.breakwater.docker.BaseImage;
import dev.breakwater.docker.Docker;
import dev.breakwater.docker.DockerCommand;
import dev.breakwater.docker.DockerException;
import dev.breakwater.docker.Engine;
import dev.breakwater.docker.Given;
import dev.breakwater.docker.Remains;
import dev.breakwater.docker.Run;
import dev.breakwater.docker.TaskGroup;
import dev.breakwater.docker.TaskPlan;
import dev.breakwater.docker.Ulimits;
import dev.breakwater.model.Gap;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.source.Contents;
import dev.breakwater.source.SourceFile;
import dev.breakwater.source.UnreadableSourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code breakwater up}: from a source to a task that serves. */
final class Up implements Callable<Integer> {
  private final Console console;
  private final Options options;

  /**
   * What was asked for.
   *
   * @param assembly a cloud assembly
   * @param template any other source
   * @param service which task definition
   * @param port on 127.0.0.1, 1 to 65535
   * @param detach whether to return while the task runs
   * @param print whether to print the commands only
   * @param secrets where the secrets are
   */
  record Options(
      Optional<Path> assembly,
      Optional<Path> template,
      Optional<String> service,
      int port,
      boolean detach,
      boolean print,
      Optional<Path> secrets) {}

  Up(Console console, Options options) {
    this.console = console;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try {
      return run();
    } catch (Failure e) {
      e.lines().forEach(console::quote);
      console.say(e.getMessage());
      return e.exitCode();
    } catch (DockerException e) {
      e.lastLines().forEach(console::quote);
      console.say(e.getMessage());
      return ExitCode.BROKEN;
    } catch (InterruptedException e) {
      return ExitCode.CLEAN;
    }
  }

  private int run() throws Exception {
    checkPort();
    Path source = source();
    Contents contents = read(source);
    TaskDefinition task = TaskChoice.of(contents.inventory(), options.service(), source.toString());
    TaskImages images = TaskImages.of(task, contents.images());
    List<String> secrets = Secrets.names(task);
    if (options.print()) {
      return print(task, images, secrets);
    }
    Map<String, String> values = Secrets.of(secrets, options.secrets(), console.isTerminal());
    Docker docker = new Docker();
    Engine engine = Engine.ensure(docker, console::say);
    try (Serving serving = new Serving(console, docker, engine, options.detach())) {
      Remains remains = new Remains(docker);
      for (String run : remains.removeAbandoned()) {
        console.say("removed what the killed run %s had left".formatted(run));
      }
      freePort();
      BaseImage base = new BaseImage(docker, console::say);
      images.prepare(docker, base, console);
      String pause = base.reference(BaseImage.DEBIAN);
      Run run = serving.begin();
      Optional<String> group =
          TaskGroup.make(docker, run, task.cpu().known(), task.memory().known());
      TaskPlan plan =
          DockerCommand.of(
              task,
              run,
              new Given(
                  images.references(),
                  pause,
                  options.port(),
                  values,
                  group,
                  Ulimits.refused(docker, task, pause)));
      return serving.serve(TaskChoice.label(task), plan);
    }
  }

  private int print(TaskDefinition task, TaskImages images, List<String> secrets) {
    // What nobody supervises must not look abandoned to the next run.
    Run run = Run.begin(true);
    Map<String, String> names =
        secrets.stream().collect(Collectors.toMap(name -> name, name -> ""));
    Given given =
        new Given(
            images.references(),
            BaseImage.DEBIAN,
            options.port(),
            names,
            Optional.empty(),
            Set.of());
    Printed.lines(run, images.builds().values(), DockerCommand.of(task, run, given))
        .forEach(console::print);
    return ExitCode.CLEAN;
  }

  private Path source() throws Failure {
    if (options.assembly().isPresent() && options.template().isPresent()) {
      throw new Failure(ExitCode.USAGE, "give --assembly or --template, not both");
    }
    Path source = options.template().or(options::assembly).orElse(Path.of("cdk.out"));
    if (!Files.exists(source)) {
      throw new Failure(
          ExitCode.USAGE,
          options.assembly().isEmpty() && options.template().isEmpty()
              ? "there is no cdk.out here; give --assembly DIR or --template FILE"
              : source + " does not exist");
    }
    return source;
  }

  private Contents read(Path source) throws Failure {
    try {
      Contents contents = SourceFile.read(source);
      for (Gap gap : contents.inventory().gaps()) {
        console.say("not read: %s: %s".formatted(gap.location(), gap.reason()));
      }
      return contents;
    } catch (UnreadableSourceException e) {
      throw new Failure(ExitCode.USAGE, e.getMessage());
    }
  }

  /** Before anything is read or started, and for --print too. */
  private void checkPort() throws Failure {
    if (options.port() < 1 || options.port() > 65_535) {
      throw new Failure(ExitCode.USAGE, "--port must be 1 to 65535, got " + options.port());
    }
  }

  /** Before anything is built: an image may take a minute. */
  private void freePort() throws Failure {
    int port = options.port();
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.setReuseAddress(true);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.BROKEN,
          "port %d of 127.0.0.1 is in use; end what listens there, or choose another with --port"
              .formatted(port));
    }
  }
}
