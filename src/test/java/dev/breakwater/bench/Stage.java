package dev.breakwater.bench;

import dev.breakwater.Images;
import dev.breakwater.RunningTask;
import dev.breakwater.Shell;
import dev.breakwater.proxy.ProxyImage;
import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the peers are measured: one network namespace with nothing but loopback, as a task in
 * awsvpc mode has it, so that no published port and no bridge is in the way. Every proxy has the
 * first core and the locks of a real task; the applications and the clients have the second.
 */
final class Stage implements AutoCloseable {
  static final int APPLICATION = 9000;
  static final int SAMPLE = 8081;
  static final String SOCKET = "/run/app/application.sock";
  static final String CONFIGURATION = "/etc/nginx/nginx.conf";
  private static final Path PEERS = Path.of("src/bench/peers");
  private static final String PROXY_CORE = "--cpuset-cpus=0";
  private static final String OTHER_CORE = "--cpuset-cpus=1";

  private final String name = "breakwater-bench-" + ProcessHandle.current().pid();
  private final List<String> containers = new ArrayList<>();
  private final Path files;
  private final String peersImage;
  private final String proxyImage;

  Stage() throws IOException {
    peersImage = Images.image("peers", Images.folder(PEERS));
    proxyImage =
        Images.image(
            "proxy",
            ProxyImage.buildContext(ProxySettings.builder(Upstream.loopback(SAMPLE)).build()));
    files = Files.createTempDirectory("breakwater-bench-");
    Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path sockets = Files.createDirectory(files.resolve("sockets"));
    Files.setPosixFilePermissions(sockets, PosixFilePermissions.fromString("rwxrwxrwx"));
    try {
      start(
          "client", List.of("--network=none", OTHER_CORE, sockets()), peersImage, "sleep", "3600");
      Files.copy(PEERS.resolve("application.conf"), files.resolve("application.conf"));
      start("application", locked(OTHER_CORE, mount("application.conf")), proxyImage);
      start("sample", locked(OTHER_CORE), Images.application());
      awaitAnswer(APPLICATION);
      awaitAnswer(SAMPLE);
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  /** The application that costs nothing, without a proxy. */
  Peer application() {
    return new Peer("direct", container("application"), APPLICATION);
  }

  /** The proxy's image with a configuration that listens on this port. */
  Peer nginx(String peer, int port, String configuration, String... arguments) throws IOException {
    prepare(peer, configuration, arguments);
    Shell.run("docker", "start", container(peer)).orThrow();
    awaitAnswer(port);
    return new Peer(peer, container(peer), port);
  }

  /** The image of these settings, as it is. */
  Peer proxy(String peer, ProxySettings settings) {
    start(peer, locked(PROXY_CORE), Images.image("proxy", ProxyImage.buildContext(settings)));
    awaitAnswer(settings.port());
    return new Peer(peer, container(peer), settings.port());
  }

  private String prepare(String peer, String configuration, String... arguments)
      throws IOException {
    Files.writeString(files.resolve(file(peer)), configuration);
    List<String> all = new ArrayList<>(locked(PROXY_CORE, mount(file(peer))));
    all.addAll(List.of(arguments));
    create(peer, all, proxyImage);
    return container(peer);
  }

  /** A proxy that is not started yet. What it logs begins with the time when nginx was started. */
  String prepareTimed(String peer, String configuration) throws IOException {
    Files.writeString(files.resolve(file(peer)), configuration);
    if (!Files.exists(files.resolve("load"))) {
      String load = container("client") + ":/usr/local/bin/load";
      Shell.run("docker", "cp", load, files.resolve("load").toString()).orThrow();
    }
    String[] entrypoint =
        Shell.run("docker", "inspect", "--format={{join .Config.Entrypoint \" \"}}", proxyImage)
            .orThrow()
            .strip()
            .split(" ");
    List<String> command = new ArrayList<>(List.of("run"));
    command.addAll(List.of(entrypoint));
    create(
        peer,
        locked(
            PROXY_CORE,
            mount(file(peer)),
            "--volume=" + files.resolve("load") + ":/load:ro",
            "--entrypoint=/load",
            "--log-driver=json-file"),
        proxyImage,
        command.toArray(String[]::new));
    return container(peer);
  }

  private static String file(String peer) {
    return peer.replace(' ', '-') + ".conf";
  }

  /** HAProxy of Debian 12 with {@code src/bench/peers/haproxy.cfg}, which has both roads. */
  Peer haproxy(String peer, int port) throws IOException {
    Files.copy(PEERS.resolve("haproxy.cfg"), files.resolve("haproxy.cfg"));
    String mount = "--volume=" + files.resolve("haproxy.cfg") + ":/etc/haproxy.cfg:ro";
    List<String> arguments = locked(PROXY_CORE, mount, "--user=" + ProxyImage.USER);
    start(peer, arguments, peersImage, "haproxy", "-f", "/etc/haproxy.cfg");
    awaitAnswer(port);
    return new Peer(peer, container(peer), port);
  }

  /** As nginx itself says it. */
  String nginxVersion() {
    List<String> all = List.of("docker", "run", "--rm", "--network=none", proxyImage, "-v");
    return Shell.run("sh", "-c", String.join(" ", all) + " 2>&1")
        .orThrow()
        .replaceFirst("(?s).*nginx/(\\S+).*", "nginx $1");
  }

  /** Runs a program in the client's container, on the second core, to its end. */
  String run(String... command) {
    return Shell.run(inClient(command).toArray(String[]::new)).orThrow();
  }

  /** Starts a program there; its output is read as it comes. */
  Process begin(String... command) throws IOException {
    return new ProcessBuilder(inClient(command))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private List<String> inClient(String... command) {
    List<String> words = new ArrayList<>(List.of("docker", "exec", container("client")));
    words.addAll(List.of(command));
    return words;
  }

  void stop(Peer peer) {
    Shell.run("docker", "rm", "--force", "--volumes", peer.container()).orThrow();
  }

  void awaitAnswer(int port) {
    run("load", "first", Integer.toString(port));
  }

  String container(String peer) {
    return name + "-" + peer.replace(' ', '-');
  }

  private void start(String peer, List<String> arguments, String image, String... command) {
    create(peer, arguments, image, command);
    Shell.run("docker", "start", container(peer)).orThrow();
  }

  private void create(String peer, List<String> arguments, String image, String... command) {
    List<String> words = new ArrayList<>(List.of("docker", "create", "--name=" + container(peer)));
    words.addAll(arguments);
    words.add(image);
    words.addAll(List.of(command));
    containers.add(container(peer));
    Shell.run(words.toArray(String[]::new)).orThrow();
  }

  /** Logs go through the engine, as they do in a task, and then nowhere. */
  private List<String> locked(String... more) {
    List<String> arguments = new ArrayList<>(RunningTask.HARDENED);
    arguments.addAll(
        List.of(
            "--network=container:" + container("client"),
            "--memory=512m",
            "--log-driver=none",
            sockets()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private String mount(String file) {
    return "--volume=" + files.resolve(file) + ":" + CONFIGURATION + ":ro";
  }

  private String sockets() {
    return "--volume=" + files.resolve("sockets") + ":/run/app";
  }

  @Override
  public void close() {
    for (int i = containers.size() - 1; i >= 0; i--) {
      Shell.run("docker", "rm", "--force", "--volumes", containers.get(i));
    }
    try (Stream<Path> left = Files.walk(files)) {
      for (Path path : (Iterable<Path>) left.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(path);
      }
    } catch (IOException e) {
      System.err.println("left behind: " + files + " (" + e + ")");
    }
  }
}
