package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.ArrivedRequest;
import dev.breakwater.RawConnection;
import dev.breakwater.RecordedConnection;
import dev.breakwater.RecordingUpstream;
import dev.breakwater.RunningTask;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that says nothing, too little, or what only a proxy should be told. */
@Tag("docker")
final class FailingApplicationTest {
  private static final String UNAVAILABLE = "{\"status\":503,\"error\":\"temporarily unavailable\"";

  private static RecordingUpstream application;
  private static RunningTask ours;
  private static RunningTask naive;

  @BeforeAll
  static void start() {
    application = RecordingUpstream.start(FailingApplicationTest::serve);
    ours = RunningTask.start(UnderStress.hasty(), application);
    naive = RunningTask.naive(application);
  }

  @AfterAll
  static void stop() {
    ours.close();
    naive.close();
    application.close();
  }

  /** One request a connection, each with the failure that its path names. */
  private static void serve(RecordedConnection connection) throws IOException {
    Optional<ArrivedRequest> request = connection.next();
    if (request.isEmpty()) {
      return;
    }
    boolean old = request.get().head().contains(" HTTP/1.0\r\n");
    switch (request.get().target()) {
      case "/silent" -> connection.in().read();
      case "/gone" -> {}
      case "/half" -> connection.write("HTTP/1.1 200 OK\r\nContent-Le");
      // As servers do: a length that is not known needs chunks, which HTTP/1.0 has not.
      case "/cut" ->
          connection.write(
              old
                  ? "HTTP/1.1 200 OK\r\n\r\nthe first half"
                  : "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\ne\r\nthe first half\r\n");
      case "/short" ->
          connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthe first half");
      case "/accelerated" ->
          connection.write(
              "HTTP/1.1 200 OK\r\nX-Accel-Redirect: /secret\r\nX-Accel-Limit-Rate: 1000\r\n"
                  + "X-Accel-Charset: utf-16\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nopen");
      case "/secret" -> connection.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
      default -> throw new AssertionError(request.get().target());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/silent", "/gone", "/half"})
  void isTemporarilyUnavailable(String path) throws IOException {
    assertThat(get(ours, path))
        .startsWith("HTTP/1.1 503 ")
        .contains("Retry-After: 2\r\n", "Cache-Control: no-store\r\n", UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/gone", "/half"})
  void isABadGatewayToTheNaiveProxy(String path) throws IOException {
    assertThat(get(naive, path))
        .startsWith("HTTP/1.1 502 ")
        .contains("<html>")
        .doesNotContain("Retry-After", "no-store");
  }

  @Test
  void keepsTheNaiveProxyWaiting() throws IOException {
    assertThat(get(naive, "/silent")).isEqualTo(RawConnection.STILL_OPEN);
  }

  @Test
  void endsAnAnswerOfUnknownLengthSoThatTheClientSees() throws IOException {
    assertThat(get(ours, "/cut"))
        .contains("Transfer-Encoding: chunked\r\n", "e\r\nthe first half\r\n")
        .doesNotContain("\r\n0\r\n", RawConnection.STILL_OPEN);
  }

  @Test
  void endsItWithTheNaiveProxyAsIfItWereWhole() throws IOException {
    assertThat(get(naive, "/cut")).contains("e\r\nthe first half\r\n0\r\n\r\n");
  }

  @Test
  void endsAnAnswerOfKnownLengthEarly() throws IOException {
    assertThat(get(ours, "/short")).contains("Content-Length: 100\r\n").endsWith("the first half");
  }

  @Test
  void doesNotSteerTheProxy() throws IOException {
    assertThat(get(ours, "/accelerated"))
        .endsWith("open")
        .doesNotContain("secret", "X-Accel", "utf-16");
  }

  @Test
  void steersTheNaiveProxy() throws IOException {
    assertThat(get(naive, "/accelerated")).endsWith("secret");
  }

  private static String get(RunningTask task, String path) throws IOException {
    try (RawConnection connection = task.openDirectly()) {
      return connection
          .send("GET " + path + " HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n")
          .readToEnd(Duration.ofSeconds(task == naive ? 3 : 20));
    }
  }
}
