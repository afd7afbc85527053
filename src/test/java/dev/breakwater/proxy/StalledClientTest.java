package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Awaited;
import dev.breakwater.RawConnection;
import dev.breakwater.RecordedConnection;
import dev.breakwater.RecordingUpstream;
import dev.breakwater.RunningTask;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client that stops, or nearly, within its header, its body or the answer is given up. */
@Tag("docker")
final class StalledClientTest {
  private static final String HEADER = "GET / HTTP/1.1\r\nHost: example.com\r\nX-Slow: ";
  private static final String BODY =
      "POST / HTTP/1.1\r\nHost: example.com\r\nContent-Length: 10000\r\n\r\nand then";
  private static final String READER = "GET /long HTTP/1.1\r\nHost: example.com\r\n\r\n";
  private static final int LONG_BYTES = 12 * 1024 * 1024;

  private static RecordingUpstream application;
  private static RunningTask ours;
  private static RunningTask naive;

  @BeforeAll
  static void start() {
    application =
        RecordingUpstream.start(
            RecordingUpstream.answering(
                request ->
                    "HTTP/1.1 200 OK\r\nContent-Length: "
                        + LONG_BYTES
                        + "\r\n\r\n"
                        + "x".repeat(LONG_BYTES)));
    ours = RunningTask.start(UnderStress.hasty(), application);
    naive = RunningTask.naive(application);
  }

  @AfterAll
  static void stop() {
    ours.close();
    naive.close();
    application.close();
  }

  @Test
  void withinItsHeaderThoughItDrips() throws IOException {
    assertThat(endsWhileDripping(ours, 300)).isTrue();
    assertThat(endsWhileDripping(naive, 30)).isFalse();
  }

  /** A byte every tenth of a second. */
  private static boolean endsWhileDripping(RunningTask task, int bytes) throws IOException {
    try (RawConnection connection = task.openDirectly().send(HEADER)) {
      connection.socket().setSoTimeout(100);
      for (int i = 0; i < bytes; i++) {
        try {
          connection.socket().getInputStream().read();
          return true;
        } catch (SocketTimeoutException e) {
          connection.send("x");
        } catch (IOException e) {
          return true;
        }
      }
      return false;
    }
  }

  @Test
  void withinItsBody() throws IOException {
    assertThat(exchange(ours, Duration.ofSeconds(30))).doesNotContain(RawConnection.STILL_OPEN);
    assertThat(exchange(naive, Duration.ofSeconds(3))).contains(RawConnection.STILL_OPEN);
  }

  private static String exchange(RunningTask task, Duration quiet) throws IOException {
    try (RawConnection connection = task.openDirectly().send(BODY)) {
      return connection.readToEnd(quiet);
    }
  }

  @Test
  void withinTheAnswer() throws IOException {
    int before = application.connections().size();
    try (RawConnection reader = ours.openDirectly().send(READER)) {
      Awaited.that("the request's arrival", () -> application.connections().size() > before);
      RecordedConnection held = application.connections().get(before);
      Awaited.that("the application's release", () -> !held.failure().isEmpty());

      assertThat(reader.readToEnd(Duration.ofSeconds(5))).hasSizeLessThan(LONG_BYTES);
    }
  }

  @Test
  void isWaitedForByTheNaiveProxy() throws Exception {
    try (RawConnection reader = naive.openDirectly().send(READER)) {
      Thread.sleep(Duration.ofSeconds(3).toMillis());

      assertThat(reader.readToEnd(Duration.ofSeconds(5)))
          .hasSizeGreaterThan(LONG_BYTES)
          .endsWith(RawConnection.STILL_OPEN);
    }
  }
}
