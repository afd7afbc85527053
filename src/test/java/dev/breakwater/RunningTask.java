package dev.breakwater;

import dev.breakwater.proxy.ProxyImage;
import dev.breakwater.proxy.ProxySettings;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Proxy and sample application in one network namespace, as a task in awsvpc mode has them: a pause
 * container holds the namespace and publishes the proxy's port on loopback.
 */
public final class RunningTask implements AutoCloseable {
  private static final String PORT = "8080";
  private static final List<String> HARDENED =
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

  private RunningTask(ProxySettings settings, Map<String, String> environment, List<String> more) {
    String proxyImage = Images.image("proxy", ProxyImage.buildContext(settings));
    String applicationImage = Images.application();
    try {
      docker("run", "--detach", "--name=" + name + "-pause", "--publish=127.0.0.1::" + PORT)
          .and(Images.base(), "sleep", "3600")
          .run();
      docker("run", "--detach", "--name=" + name + "-app", "--network=container:" + name + "-pause")
          .and(HARDENED)
          .and(more)
          .and(environment.entrySet().stream().map(e -> "--env=" + e).toList())
          .and(applicationImage)
          .run();
      docker("run", "--detach", "--name=" + proxy(), "--network=container:" + name + "-pause")
          .and(HARDENED)
          .and(more)
          .and(proxyImage)
          .run();
      String published = docker("port", name + "-pause", PORT).run();
      address = URI.create("http://" + published.lines().findFirst().orElseThrow());
      String door = environment.getOrDefault("BIND_ADDRESS", "8081");
      awaitHealth(door);
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  /** Starts a task, and waits until the application answers through the proxy. */
  public static RunningTask start(ProxySettings settings) {
    return new RunningTask(settings, Map.of(), List.of());
  }

  /**
   * Starts a task with more for the application's environment and for both containers' arguments.
   */
  public static RunningTask start(
      ProxySettings settings, Map<String, String> environment, List<String> arguments) {
    return new RunningTask(settings, environment, arguments);
  }

  /** The proxy container's name. */
  public String proxy() {
    return name + "-proxy";
  }

  /** The application container's name. */
  public String application() {
    return name + "-app";
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
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(2000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      StringBuilder answer = new StringBuilder();
      try {
        for (int next = socket.getInputStream().read();
            next >= 0;
            next = socket.getInputStream().read()) {
          answer.append((char) next);
        }
      } catch (SocketTimeoutException e) {
        answer.append("<still open>");
      }
      return answer.toString();
    }
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

  /** By both containers' own health checks, which no limit counts. */
  private void awaitHealth(String door) {
    List<String> proxyCheck = ProxyImage.HEALTH_CHECK.subList(1, ProxyImage.HEALTH_CHECK.size());
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!healthy(application(), List.of("/usr/bin/health", door, "/health"))
        || !healthy(proxy(), proxyCheck)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not healthy in 20 s\n" + log(proxy()) + log(application()));
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
    for (String container : List.of(proxy(), application(), name + "-pause")) {
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
