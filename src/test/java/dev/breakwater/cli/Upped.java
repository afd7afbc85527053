package dev.breakwater.cli;

import dev.breakwater.Images;
import dev.breakwater.Shell;
import dev.breakwater.proxy.ProxyImage;
import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.RateLimit;
import dev.breakwater.proxy.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program itself, in a process of its own, as a user starts it. */
final class Upped implements AutoCloseable {
  private static final Path TASKS = Path.of("src/test/resources/dev/breakwater/docker");
  private static final Pattern RUN = Pattern.compile("label=dev.breakwater.run=([0-9a-f]{8})");

  private final Process process;
  private final Path output;
  private final Path errors;
  private final int port;

  private Upped(List<String> arguments, Map<String, String> environment, int port) {
    this.port = port;
    try {
      output = Files.createTempFile("breakwater-up", ".out");
      errors = Files.createTempFile("breakwater-up", ".err");
      List<String> words = new ArrayList<>();
      words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      words.addAll(
          List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
      words.add("dev.breakwater.cli.Main");
      words.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(words);
      builder.environment().putAll(environment);
      process = builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code up} with a task of the test's resources, which may be changed before. */
  static Upped task(String json, String... more) {
    int port = freePort();
    List<String> arguments =
        new ArrayList<>(
            List.of("up", "--template", file(json).toString(), "--port", Integer.toString(port)));
    arguments.addAll(List.of(more));
    return new Upped(arguments, Map.of(), port);
  }

  /** The program with any arguments. */
  static Upped program(Map<String, String> environment, String... arguments) {
    return new Upped(List.of(arguments), environment, 0);
  }

  /** One of the tasks of the resources, with the images of this repository. */
  static String json(String name) {
    Upstream upstream = name.equals("bridge") ? Upstream.tcp("app", 8081) : Upstream.loopback(8081);
    ProxySettings settings =
        ProxySettings.builder(upstream)
            .rateLimit(RateLimit.perClient(50, RateLimit.Period.PER_SECOND).burst(20))
            .build();
    try {
      return Files.readString(TASKS.resolve(name + ".json"))
          .replace("APPLICATION_IMAGE", Images.application())
          .replace("PROXY_IMAGE", Images.image("proxy", ProxyImage.buildContext(settings)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path file(String json) {
    try {
      return Files.writeString(Files.createTempFile("breakwater-task", ".json"), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the burst was shown: the task serves. */
  Upped serves() {
    return says("a burst of ");
  }

  /** Waits until this stands in what it said. */
  Upped says(String text) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!(output() + errors()).contains(text)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("never said \"" + text + "\":\n" + output() + errors());
      }
      Thread.onSpinWait();
      pause();
    }
    return this;
  }

  private void pause() {
    try {
      process.waitFor(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The id of its run, from the labels of what it made. */
  String run() {
    String listed =
        Shell.run(
                "docker",
                "ps",
                "--all",
                "--filter",
                "label=dev.breakwater.owner",
                "--format",
                "label=dev.breakwater.run={{.Label \"dev.breakwater.run\"}} owner={{.Label \"dev.breakwater.owner\"}}")
            .orThrow();
    return listed
        .lines()
        .filter(line -> line.contains("/" + process.pid() + "/"))
        .map(RUN::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no container of process " + process.pid()));
  }

  String container(String name) {
    return "breakwater-" + run() + "-" + name;
  }

  String output() {
    return read(output);
  }

  String errors() {
    return read(errors);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end, as Ctrl-C does. */
  void terminate() {
    process.destroy();
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Its exit code. */
  int ends() throws InterruptedException {
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      throw new AssertionError("does not end:\n" + output() + errors());
    }
    return process.exitValue();
  }

  /** What is left of a run: containers, volumes and images. */
  static List<String> left(String run) {
    List<String> left = new ArrayList<>();
    for (List<String> list :
        List.of(List.of("ps", "--all"), List.of("volume", "ls"), List.of("image", "ls"))) {
      List<String> words = new ArrayList<>(List.of("docker"));
      words.addAll(list);
      words.addAll(List.of("--quiet", "--filter", "label=dev.breakwater.run=" + run));
      Shell.run(words.toArray(String[]::new)).orThrow().lines().forEach(left::add);
    }
    return left;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
