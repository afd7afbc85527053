package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.ArrivedRequest;
import dev.breakwater.Awaited;
import dev.breakwater.RawConnection;
import dev.breakwater.RecordedConnection;
import dev.breakwater.RecordingUpstream;
import dev.breakwater.RunningTask;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What passes through as it comes where that was chosen, and is kept together elsewhere. */
@Tag("docker")
final class StreamingTest {
  private static final String EVENT = "data: %s\n\n";
  private static final int LEAST_BUFFERED_MILLIS = 1000;

  private static final Semaphore goOn = new Semaphore(0);
  private static RecordingUpstream application;
  private static RunningTask ours;
  private static RunningTask naive;

  @BeforeAll
  static void start() {
    application = RecordingUpstream.start(StreamingTest::serve);
    ours =
        RunningTask.start(
            ProxySettings.builder(RecordingUpstream.ADDRESS)
                .serverSentEvents("/events")
                .upload("/files", 10_240)
                .webSocket("/socket")
                .build(),
            application);
    naive = RunningTask.naive(application);
  }

  @AfterAll
  static void stop() {
    ours.close();
    naive.close();
    application.close();
  }

  @BeforeEach
  void hold() {
    goOn.drainPermits();
  }

  private static void serve(RecordedConnection connection) throws IOException {
    Optional<ArrivedRequest> request = connection.next();
    if (request.isEmpty()) {
      return;
    }
    if (request.get().values("Upgrade").findAny().isPresent()) {
      WebSocketEcho.serve(request.get(), connection);
    } else if (!request.get().target().endsWith("/news")) {
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    } else {
      connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
      connection.write(EVENT.formatted("first"));
      goOn.acquireUninterruptibly();
      connection.write(EVENT.formatted("last"));
    }
  }

  @Test
  void passesEventsOnAsTheyCome() throws IOException {
    try (RawConnection client = ours.openDirectly().send(get("/events/news"))) {
      client.readUntil("data: first");
      goOn.release();
      client.readUntil("data: last");
    }
  }

  @Test
  void keepsOtherAnswersTogether() throws IOException {
    assertThat(arrivesAtOnce(ours, "/other/news")).isFalse();
  }

  @Test
  void isNothingThatTheNaiveProxyDoes() throws IOException {
    assertThat(arrivesAtOnce(naive, "/events/news")).isFalse();
    assertThat(startsBeforeItsEnd(naive, "/files/a")).isFalse();
    assertThatThrownBy(() -> WebSocketEcho.echo(naive, "/socket/chat", "hello"))
        .hasMessageContaining("WebSocketHandshakeException");
  }

  private static boolean arrivesAtOnce(RunningTask task, String path) throws IOException {
    try (RawConnection client = task.openDirectly().send(get(path))) {
      client.socket().setSoTimeout(LEAST_BUFFERED_MILLIS);
      try {
        client.socket().getInputStream().read();
        return true;
      } catch (SocketTimeoutException e) {
        goOn.release();
        client.readUntil("data: last");
        return false;
      }
    }
  }

  @Test
  void passesUploadsOnAsTheyCome() throws IOException {
    assertThat(startsBeforeItsEnd(ours, "/files/a")).isTrue();
  }

  @Test
  void keepsOtherBodiesTogether() throws IOException {
    assertThat(startsBeforeItsEnd(ours, "/other")).isFalse();
  }

  /** A chunked body, the first chunk of which comes long before the last. */
  private static boolean startsBeforeItsEnd(RunningTask task, String path) throws IOException {
    int before = application.connections().size();
    try (RawConnection client =
        task.openDirectly()
            .send(
                "POST "
                    + path
                    + " HTTP/1.1\r\nHost: example.com\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nfirst\r\n")) {
      boolean started = beginsWithin(before);
      if (started) {
        Awaited.that(
            "the first chunk",
            () -> application.connections().get(before).received().endsWith("first\r\n"));
      }
      client.send("4\r\nlast\r\n0\r\n\r\n");
      assertThat(client.readUntil("\r\n\r\nok")).startsWith("HTTP/1.1 200 ");
      assertThat(application.connections().get(before).requests().get(0).body())
          .isEqualTo("firstlast");
      return started;
    }
  }

  private static boolean beginsWithin(int before) {
    long end = System.nanoTime() + Duration.ofMillis(LEAST_BUFFERED_MILLIS).toNanos();
    while (System.nanoTime() < end) {
      if (application.connections().size() > before) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  @Test
  void takesALargerUploadOnlyWhereItIsChosen() throws IOException {
    String length = " HTTP/1.1\r\nHost: example.com\r\nContent-Length: 2000000\r\n\r\n";
    assertThat(ours.exchange("POST /other" + length)).startsWith("HTTP/1.1 413 ");
    assertThat(ours.exchange("POST /files/a" + length)).isEqualTo(RawConnection.STILL_OPEN);
  }

  @Test
  void passesAWebSocketBothWays() throws Exception {
    assertThat(WebSocketEcho.echo(ours, "/socket/chat", "hello")).isEqualTo("hello");
  }

  @Test
  void upgradesNowhereElse() {
    assertThatThrownBy(() -> WebSocketEcho.echo(ours, "/other", "hello"))
        .hasMessageContaining("WebSocketHandshakeException");
  }

  @Test
  void upgradesToNothingElse() throws IOException {
    for (String protocol : new String[] {"h2c", "websocket, h2c", "TLS/1.0"}) {
      int before = application.connections().size();
      assertThat(
              ours.exchange(
                  "GET /socket HTTP/1.1\r\n"
                      + "Host: example.com\r\n"
                      + "Connection: Upgrade, HTTP2-Settings\r\n"
                      + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n"
                      + "Upgrade: "
                      + protocol
                      + "\r\n\r\n"))
          .startsWith("HTTP/1.1 200 ");
      assertThat(application.connections().get(before).received())
          .doesNotContainIgnoringCase("upgrade")
          .doesNotContainIgnoringCase("http2-settings");
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n";
  }
}
