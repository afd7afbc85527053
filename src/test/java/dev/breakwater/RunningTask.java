package dev.breakwater;

import dev.breakwater.proxy.ProxyImage;
import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.Upstream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Proxy and sample application in one network namespace, as a task in awsvpc mode has them: a pause
 * container holds the namespace and publishes the proxy's port on loopback.
 */
public final class RunningTask implements AutoCloseable {
  private static final String PORT = "8080";

  /** The locks of a real task, and 128 MiB. */
  public static final List<String> HARDENED =
      List.of(
          "--read-only",
          "--cap-drop=ALL",
          "--security-opt=no-new-privileges",
          "--memory=128m",
          "--tmpfs=/tmp:size=16m,uid=65532,gid=65532,mode=0700,noexec,nosuid,nodev");

  private final String name = "breakwater-test-" + UUID.randomUUID().toString().substring(0, 8);
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI address;
  private final InetSocketAddress own;

  private RunningTask(
      SortedMap<String, byte[]> proxyContext,
      Optional<Map<String, String>> environment,
      List<String> more) {
    String proxyImage = Images.image("proxy", proxyContext);
    try {
      docker("run", "--detach", "--name=" + pause(), "--publish=127.0.0.1::" + PORT)
          .and(Images.base(), "sleep", "3600")
          .run();
      environment.ifPresent(variables -> startApplication(variables, more));
      docker("run", "--detach", "--name=" + proxy(), "--network=container:" + pause())
          .and(HARDENED)
          .and(more)
          .and(proxyImage)
          .run();
      String published = docker("port", pause(), PORT).run();
      address = URI.create("http://" + published.lines().findFirst().orElseThrow());
      own =
          new InetSocketAddress(
              docker(
                      "inspect",
                      "--format={{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
                      pause())
                  .run(),
              Integer.parseInt(PORT));
      await(proxy(), ProxyImage.HEALTH_CHECK.subList(1, ProxyImage.HEALTH_CHECK.size()));
      environment.ifPresent(
          variables ->
              await(
                  application(),
                  List.of(
                      "/usr/bin/health",
                      variables.getOrDefault("BIND_ADDRESS", "8081"),
                      "/health")));
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  private void startApplication(Map<String, String> environment, List<String> more) {
    docker("run", "--detach", "--name=" + application(), "--network=container:" + pause())
        .and(HARDENED)
        .and(more)
        .and(environment.entrySet().stream().map(e -> "--env=" + e).toList())
        .and(Images.application())
        .run();
  }

  /** Starts a task, and waits until proxy and application are healthy. */
  public static RunningTask start(ProxySettings settings) {
    return start(settings, Map.of(), List.of());
  }

  /**
   * Starts a task with more for the application's environment and for both containers' arguments.
   */
  public static RunningTask start(
      ProxySettings settings, Map<String, String> environment, List<String> arguments) {
    return new RunningTask(ProxyImage.buildContext(settings), Optional.of(environment), arguments);
  }

  /**
   * Starts the proxy before an application that the test plays itself; the settings' upstream must
   * be {@link RecordingUpstream#ADDRESS}.
   */
  public static RunningTask start(ProxySettings settings, RecordingUpstream upstream) {
    return new RunningTask(
        ProxyImage.buildContext(settings), Optional.empty(), List.of(upstream.mount()));
  }

  /** Starts another proxy's image, from its build context, before the sample application. */
  public static RunningTask start(SortedMap<String, byte[]> proxyContext) {
    return new RunningTask(proxyContext, Optional.of(Map.of()), List.of());
  }

  /** Starts the naive proxy before the sample application. */
  public static RunningTask naive(String... arguments) {
    return new RunningTask(
        NaiveProxy.buildContext(Upstream.loopback(8081)),
        Optional.of(Map.of()),
        List.of(arguments));
  }

  /** Starts the naive proxy before an application that the test plays itself. */
  public static RunningTask naive(RecordingUpstream upstream) {
    return new RunningTask(
        NaiveProxy.buildContext(RecordingUpstream.ADDRESS),
        Optional.empty(),
        List.of(upstream.mount()));
  }

  /** The proxy's published port, {@code http://127.0.0.1:…}. */
  public URI address() {
    return address;
  }

  /** The proxy container's name. */
  public String proxy() {
    return name + "-proxy";
  }

  /** The application container's name. */
  public String application() {
    return name + "-app";
  }

  private String pause() {
    return name + "-pause";
  }

  /** A GET through the proxy, with headers as name, value, name, value. */
  public HttpResponse<String> get(String path, String... headers) throws IOException {
    try {
      return client.send(request(path, headers), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The same without waiting for the answer. */
  public CompletableFuture<HttpResponse<String>> getLater(String path, String... headers) {
    return client.sendAsync(request(path, headers), HttpResponse.BodyHandlers.ofString());
  }

  /**
   * Sends bytes as they are, and reads until the proxy closes the connection or says nothing for
   * two seconds.
   */
  public String exchange(String bytes) throws IOException {
    try (RawConnection connection = open()) {
      return connection.send(bytes).readToEnd(Duration.ofSeconds(2));
    }
  }

  /** A connection to the proxy's published port; the proxy sees the engine's gateway. */
  public RawConnection open() throws IOException {
    return RawConnection.open(new InetSocketAddress(address.getHost(), address.getPort()));
  }

  /** A connection to the task's own address, with no other program between. */
  public RawConnection openDirectly() throws IOException {
    return RawConnection.open(own);
  }

  /**
   * Sends bytes as they are from inside the task: the proxy sees 127.0.0.1. Reads until the proxy
   * closes the connection.
   */
  public String exchangeFromInside(String bytes) {
    StringBuilder escaped = new StringBuilder();
    bytes.chars().forEach(c -> escaped.append("\\x%02x".formatted(c)));
    return docker("exec", pause(), "bash", "-c")
        .and("exec 3<>/dev/tcp/127.0.0.1/" + PORT + "; printf '" + escaped + "' >&3; cat <&3")
        .run();
  }

  /** What a container has logged so far, standard error included. */
  public static List<String> log(String container) {
    return Shell.run("sh", "-c", "exec docker logs " + container + " 2>&1")
        .orThrow()
        .lines()
        .toList();
  }

  private HttpRequest request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(40));
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  /** By the container's own health check, which no limit counts. */
  private static void await(String container, List<String> check) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!healthy(container, check)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not healthy in 20 s\n" + log(container));
      }
    }
  }

  private static boolean healthy(String container, List<String> check) {
    List<String> command = new ArrayList<>(List.of("docker", "exec", container));
    command.addAll(check);
    return Shell.pipe(command).succeeded();
  }

  @Override
  public void close() {
    for (String container : List.of(proxy(), application(), pause())) {
      Shell.run("docker", "rm", "--force", "--volumes", container);
    }
  }

  private static Command docker(String... words) {
    return new Command(new ArrayList<>(List.of("docker"))).and(words);
  }

  private record Command(List<String> words) {
    Command and(String... more) {
      return and(List.of(more));
    }

    Command and(List<String> more) {
      words.addAll(more);
      return this;
    }

    String run() {
      return Shell.run(words.toArray(String[]::new)).orThrow().strip();
    }
  }
}
