package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.RunningTask;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that no application should have to read, byte for byte. */
@Tag("docker")
final class ProxyStrictnessTest {
  private static final String GOOD =
      "GET /api HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n";
  private static final String END = "\r\n";

  private static RunningTask task;

  @BeforeAll
  static void start() {
    RateLimit plenty = RateLimit.perClient(RateLimit.MAX_RATE, PER_SECOND).burst(1000);
    task =
        RunningTask.start(ProxySettings.builder(Upstream.loopback(8081)).rateLimit(plenty).build());
  }

  @AfterAll
  static void stop() {
    task.close();
  }

  static Stream<String> malformed() {
    return Stream.of(
        "GET /api\r\n",
        "BLAH\r\n\r\n",
        "GET /api HTTP/1.1\r\n\r\n",
        "GET /api HTTP/1.0\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: example.com\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: exa mple.com\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: example.com<script>\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: a.com\r\nHost: b.com\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: user@example.com\r\n\r\n",
        "GET /x/..;/admin HTTP/1.1\r\nHost: example.com\r\n\r\n",
        "GET /x/%2E%2e%3b/admin HTTP/1.1\r\nHost: example.com\r\n\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: example.com\r\n\r\n",
        "POST /api HTTP/1.1\r\nHost: example.com\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /api HTTP/1.1\r\nHost: example.com\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "POST /api HTTP/1.1\r\nHost: example.com\r\nContent-Length: -1\r\n\r\n",
        "GET /api HTTP/1.1\r\nHost: example.com\r\nX: " + "x".repeat(9000) + "\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void areRefusedWithSmallJson(String request) throws IOException {
    assertThat(task.exchange(request))
        .contains("{\"status\":400,\"error\":\"bad request\",\"requestId\":\"")
        .doesNotContain("<html", "\"process\"", "<still open>");
  }

  @Test
  void aGoodRequestIsAnswered() throws IOException {
    assertThat(task.exchange(GOOD + END)).startsWith("HTTP/1.1 200 OK").contains("\"process\"");
  }

  @Test
  void anUnknownVersionIsRefusedAsSuch() throws IOException {
    assertThat(task.exchange("GET /api HTTP/9.9\r\nHost: example.com\r\n\r\n"))
        .startsWith("HTTP/1.1 505")
        .contains("{\"status\":505,\"error\":\"HTTP version not supported\"");
  }

  @Test
  void anUpgradeIsNotPassedOn() throws IOException {
    String answer =
        task.exchange(
            GOOD.replace("close", "Upgrade, HTTP2-Settings")
                + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
                + END);

    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK")
        .doesNotContain("\"upgrade\"", "http2-settings");
  }

  @Test
  void aLargeBodyIsRefusedBeforeItIsSent() throws IOException {
    assertThat(
            task.exchange(
                "POST /api HTTP/1.1\r\nHost: example.com\r\nContent-Length: 1048577\r\n\r\n"))
        .startsWith("HTTP/1.1 413")
        .contains("{\"status\":413,\"error\":\"request body too large\"");
  }

  @Test
  void aBodyOfTheLargestSizePasses() throws IOException {
    assertThat(
            task.exchange(
                "POST /api HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n"
                    + "Content-Length: 1048576\r\n\r\n"
                    + "x".repeat(1_048_576)))
        .startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void theErrorsOwnLocationIsNotForClients() throws IOException {
    assertThat(task.get("/.breakwater/error").statusCode()).isEqualTo(404);
  }
}
