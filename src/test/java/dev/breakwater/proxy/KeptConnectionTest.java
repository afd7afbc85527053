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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An application that gives up connections that were idle for two seconds. A request that meets
 * such a connection at that moment is lost: here every request that meets one later, so that no
 * test waits for the moment.
 */
@Tag("docker")
final class KeptConnectionTest {
  private static final Duration IDLE = Duration.ofSeconds(2);
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static void serve(RecordedConnection connection) throws IOException {
    long last = System.nanoTime();
    for (Optional<ArrivedRequest> request = connection.next();
        request.isPresent() && System.nanoTime() - last < IDLE.toNanos();
        request = connection.next()) {
      connection.write(ANSWER);
      last = System.nanoTime();
    }
  }

  @Test
  void isLeftBeforeTheApplicationLeavesIt() throws Exception {
    try (RecordingUpstream application = RecordingUpstream.start(KeptConnectionTest::serve);
        RunningTask task = RunningTask.start(UnderStress.hasty(), application)) {
      for (int i = 0; i < 2; i++) {
        assertThat(send(task, "GET", "")).startsWith("HTTP/1.1 200 ");
        assertThat(send(task, "POST", "Content-Length: 0\r\n")).startsWith("HTTP/1.1 200 ");
        Thread.sleep(IDLE.plusMillis(500).toMillis());
      }
      assertThat(send(task, "POST", "Content-Length: 0\r\n")).startsWith("HTTP/1.1 200 ");

      assertThat(application.requests()).hasSize(5);
      // Kept while in use: one connection for the two requests before each pause.
      assertThat(application.connections()).hasSize(3);
    }
  }

  @Test
  void losesARequestWhereTheProxyKeepsItLonger() throws Exception {
    try (RecordingUpstream application = RecordingUpstream.start(KeptConnectionTest::serve);
        RunningTask task = RunningTask.start(UnderStress.patient(), application)) {
      assertThat(send(task, "GET", "")).startsWith("HTTP/1.1 200 ");
      Thread.sleep(IDLE.plusMillis(500).toMillis());
      // What can be sent twice without harm is sent again, on a new connection.
      assertThat(send(task, "GET", "")).startsWith("HTTP/1.1 200 ");
      assertThat(application.requests()).hasSize(3);
      Thread.sleep(IDLE.plusMillis(500).toMillis());
      // A POST is not: nobody knows how far the application came with it.
      assertThat(send(task, "POST", "Content-Length: 0\r\n"))
          .startsWith("HTTP/1.1 503 ")
          .contains("Retry-After: 2\r\n");
      assertThat(application.requests()).hasSize(4);
    }
  }

  @Test
  void isNotKnownToTheNaiveProxy() throws Exception {
    try (RecordingUpstream application = RecordingUpstream.start(KeptConnectionTest::serve);
        RunningTask task = RunningTask.naive(application)) {
      for (int i = 0; i < 4; i++) {
        assertThat(send(task, "GET", "")).startsWith("HTTP/1.1 200 ");
      }
      assertThat(application.connections()).hasSize(4);
    }
  }

  private static String send(RunningTask task, String method, String header) throws IOException {
    try (RawConnection connection = task.openDirectly()) {
      return connection
          .send(
              method
                  + " / HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n"
                  + header
                  + "\r\n")
          .readToEnd(Duration.ofSeconds(20));
    }
  }
}
