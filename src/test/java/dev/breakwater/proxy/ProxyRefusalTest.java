package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.RunningTask;
import dev.breakwater.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log says why each request was refused, and of none that was admitted. */
@Tag("docker")
final class ProxyRefusalTest {
  /** The engine's own network: who comes through a published port shows as its gateway. */
  private static final String ENGINE = "172.16.0.0/12";

  private static List<String> log;

  @BeforeAll
  static void sendOneOfEach() throws Exception {
    RequestFilter filter =
        RequestFilter.builder()
            .denyNetwork("203.0.113.0/24")
            .denyPaths("/internal")
            .denyAgents("sqlmap")
            .contentTypes("application/json")
            .maxQueryLength(50)
            .penalty(new OffenderPenalty(1, 0, Duration.ofSeconds(60)))
            .build();
    ProxySettings settings =
        ProxySettings.builder(Upstream.loopback(8081))
            .trust(ENGINE)
            .rateLimit(RateLimit.perClient(1, PER_MINUTE).burst(5))
            .connectionLimit(ConnectionLimit.perClient(1))
            .clientHeaderTimeout(Duration.ofSeconds(1))
            .methods("GET", "HEAD", "POST")
            .hosts("example.com")
            .requestFilter(filter)
            .logOneInRefused(1)
            .build();
    try (RunningTask task = RunningTask.start(settings)) {
      send(task, "GET /.env", "");
      send(task, "GET /.env?again", "");
      send(task, "GET /a/%2e%2e/traversal", "");
      send(task, "GET /malformed/%01", "");
      send(task, "GET /network", "X-Forwarded-For: 203.0.113.9\r\n");
      send(task, "GET /internal", "");
      send(task, "GET /agent", "User-Agent: sqlmap/1\r\n");
      send(task, "POST /type", "Content-Length: 1\r\nContent-Type: text/xml\r\n");
      send(task, "GET /query?" + "x".repeat(51), "");
      send(task, "DELETE /method", "");
      task.exchange("GET /host HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n");
      send(task, "POST /body", "Content-Length: 99999999\r\nContent-Type: application/json\r\n");
      send(task, "GET /header", "X-Long: " + "x".repeat(9000) + "\r\n");
      send(task, "GET /line/" + "x".repeat(9000), "");
      send(task, "GET /unsaid", "Host: example.com\r\n");
      send(task, "GET /version HTTP/7.7", "");
      task.exchange("GET /late HTTP/1.1\r\nHost: exam");
      for (int i = 0; i < 8; i++) {
        send(task, "GET /rate/" + i, "X-Forwarded-For: 198.51.100.7\r\n");
      }
      tooMany(task);
      send(task, "GET /api", "X-Forwarded-For: 198.51.100.9\r\n");
      send(task, "GET /nothing", "X-Forwarded-For: 198.51.100.9\r\n");
      Shell.run("docker", "stop", task.proxy()).orThrow();
      log = RunningTask.log(task.proxy());
    }
  }

  private static void send(RunningTask task, String line, String headers) throws IOException {
    task.exchange(
        line + " HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n" + headers + "\r\n");
  }

  private static void tooMany(RunningTask task) throws IOException {
    String bytes = "X-Forwarded-For: 198.51.100.8\r\n";
    CompletableFuture<Void> slow =
        CompletableFuture.runAsync(
            () -> {
              try {
                send(task, "GET /slow?ms=1500", bytes);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    while (!slow.isDone()) {
      send(task, "GET /connections", bytes);
    }
    slow.join();
  }

  private static Stream<String> of(String path) {
    return log.stream().filter(line -> line.contains("\"path\":\"" + path + '"'));
  }

  @ParameterizedTest
  @CsvSource({
    "/.env,404,probe",
    "/a/%2e%2e/traversal,429,traversal",
    "/malformed/%01,400,malformed",
    "/network,403,network",
    "/internal,404,path",
    "/agent,403,agent",
    "/type,415,type",
    "/query,414,query",
    "/method,405,method",
    "/host,421,host",
    "/body,413,size",
    "/header,400,size",
    "/unsaid,400,malformed",
    "/rate/7,429,rate",
    "/api,200,''",
    "/nothing,404,''"
  })
  void saysWhy(String path, int status, String reason) {
    assertThat(of(path))
        .as(String.join("\n", log))
        .anyMatch(
            line ->
                line.contains("\"status\":" + status + ",")
                    && line.contains("\"class\":\"" + reason + "\""));
  }

  @ParameterizedTest
  @CsvSource({"408,timeout", "414,size", "429,connections", "505,malformed"})
  void saysWhyWhateverThePath(int status, String reason) {
    assertThat(log)
        .anyMatch(
            line ->
                line.contains("\"status\":" + status + ",")
                    && line.contains("\"class\":\"" + reason + "\""));
  }
}
