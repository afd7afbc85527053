package dev.breakwater.cli;

import dev.breakwater.docker.Docker;
import dev.breakwater.docker.DockerException;
import dev.breakwater.docker.Engine;
import dev.breakwater.docker.LogFollower;
import dev.breakwater.docker.Remains;
import dev.breakwater.docker.Run;
import dev.breakwater.docker.TaskListener;
import dev.breakwater.docker.TaskPlan;
import dev.breakwater.docker.TaskRun;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A task from its first container to its last, however this program ends but by kill -9. */
final class Serving implements AutoCloseable, TaskListener {
  /** ECS's longest stop timeout is two minutes, and containers stop one behind the other. */
  private static final int MOST_MINUTES = 15;

  private final Console console;
  private final Docker docker;
  private final Engine engine;
  private final boolean detach;
  private final LogFollower logs;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;
  private Optional<Run> run = Optional.empty();
  private int width;
  private boolean left;

  Serving(Console console, Docker docker, Engine engine, boolean detach) {
    this.console = console;
    this.docker = docker;
    this.engine = engine;
    this.detach = detach;
    logs = new LogFollower(docker);
    Thread worker = Thread.currentThread();
    hook = new Thread(() -> endInOrder(worker));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Ctrl-C and SIGTERM: the worker is interrupted, and cleans up as it always does. */
  private void endInOrder(Thread worker) {
    if (done.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      if (done.await(MOST_MINUTES, TimeUnit.MINUTES)) {
        Runtime.getRuntime().halt(ExitCode.CLEAN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From here on there may be something to remove. */
  Run begin() {
    Run begun = Run.begin(detach);
    run = Optional.of(begun);
    return begun;
  }

  /** Runs the task until it ends, or until it serves when it is to be left alone. */
  int serve(String task, TaskPlan plan) throws Exception {
    plan.differences().forEach(sentence -> console.say("not as on ECS: " + sentence));
    width = plan.containers().stream().mapToInt(member -> member.name().length()).max().orElse(1);
    TaskRun taskRun = new TaskRun(docker, plan, this);
    console.step(
        "Starting " + task,
        () -> {
          taskRun.start();
          return plan;
        });
    Optional<URI> address = address(plan);
    if (address.isPresent()) {
      show(address.get());
    } else {
      console.print("the task runs; it maps no port");
    }
    for (String line : elsewhere(plan)) {
      console.print(line);
    }
    if (detach) {
      left = true;
      engine.leave();
      console.print("breakwater down %s ends it".formatted(run.orElseThrow().id()));
      return ExitCode.CLEAN;
    }
    console.say("Ctrl-C ends it");
    taskRun.watch();
    console.say("the task has ended with exit code 0");
    return ExitCode.CLEAN;
  }

  /** The ports for which Docker chose a number. */
  private List<String> elsewhere(TaskPlan plan) throws DockerException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (TaskPlan.Published port : plan.published()) {
      String inside = port.containerPort() + "/" + port.protocol();
      for (TaskPlan.Member member : plan.containers()) {
        if (port.hostPort() == 0 && member.arguments().contains("127.0.0.1::" + inside)) {
          String here = String.join(", ", docker.run("port", member.dockerName(), inside));
          lines.add("port %s of %s is at %s".formatted(inside, port.container(), here));
        }
      }
    }
    return lines;
  }

  private void show(URI address) throws InterruptedException {
    console.print("serving at " + address);
    Burst burst = new Burst(address);
    if (burst.isAnswered()) {
      console.print(burst.send());
    } else {
      console.say("nothing answers HTTP at %s yet".formatted(address));
    }
  }

  private static Optional<URI> address(TaskPlan plan) {
    return plan.published().stream()
        .filter(port -> port.hostPort() > 0 && port.protocol().equals("tcp"))
        .map(port -> URI.create("http://127.0.0.1:%d/".formatted(port.hostPort())))
        .findFirst();
  }

  @Override
  public void starting(String container) {
    console.say("starting container " + container);
  }

  @Override
  public void started(String container, String dockerName, Instant since) {
    if (detach) {
      return;
    }
    try {
      logs.follow(dockerName, since, line -> console.log(container, width, line));
    } catch (DockerException e) {
      console.say("the log of %s cannot be followed: %s".formatted(container, e.getMessage()));
    }
  }

  @Override
  public void restarted(String container, int exitCode) {
    console.say(
        "container %s ended with exit code %d and was restarted".formatted(container, exitCode));
  }

  @Override
  public void close() throws DockerException {
    Thread.interrupted(); // What interrupted the work must not interrupt its end.
    try {
      if (run.isPresent() && !left) {
        end(run.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      engine.close();
      done.countDown();
    }
  }

  private void end(Run ended) throws DockerException, InterruptedException {
    Remains remains = new Remains(docker);
    console.say("stopping, the last started first");
    try {
      remains.stop(ended.id());
      logs.close();
    } finally {
      remains.remove(ended.id());
    }
    console.say("stopped, and removed all that was made");
  }
}
