package dev.breakwater.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A {@code moto_server} of its own, on loopback; tests without one are skipped. */
final class AwsEmulator implements AutoCloseable {
  static final String REGION = "eu-central-1";

  /** The account that moto plays. */
  static final String ENVIRONMENT = "aws://123456789012/" + REGION;

  private final Process process;
  private final String url;

  AwsEmulator() throws IOException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "moto_server"))),
        "no moto_server on the PATH: it comes with pip install 'moto[server]'");
    int port = freePort();
    // By name: moto reads a bucket from the path only of a host that it knows as itself.
    url = "http://localhost:" + port;
    process =
        new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
            .redirectErrorStream(true)
            .start();
    awaitStart();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() throws IOException {
    BufferedReader log = process.inputReader();
    String line = log.readLine();
    while (line != null && !line.contains("Running on")) {
      line = log.readLine();
    }
    assertThat(line).as("moto_server ended before it served").isNotNull();
    // It stops where nobody reads what it logs.
    Thread reader = new Thread(() -> log.lines().forEach(ignored -> {}), "moto_server log");
    reader.setDaemon(true);
    reader.start();
  }

  String url() {
    return url;
  }

  /** Calls an operation of Amazon ECS. */
  String ecs(String operation, String body) throws IOException, InterruptedException {
    return call(
        "ecs",
        HttpRequest.newBuilder(URI.create(url))
            .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + operation)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The names of the stacks, or rather the answer that holds them. */
  String stacks() throws IOException, InterruptedException {
    return call(
        "cloudformation",
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("Action=DescribeStacks&Version=2010-05-15")));
  }

  private static String call(String service, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                request
                    // moto reads the service and the region from it, and checks no signature.
                    .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/"
                            + REGION
                            + "/"
                            + service
                            + "/aws4_request, SignedHeaders=host, Signature=0")
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
