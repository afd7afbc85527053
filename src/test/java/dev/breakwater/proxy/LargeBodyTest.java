package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Awaited;
import dev.breakwater.ProxyProcesses;
import dev.breakwater.RawConnection;
import dev.breakwater.RecordingUpstream;
import dev.breakwater.RunningTask;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies that wait on the tmpfs, until it is full. */
@Tag("docker")
final class LargeBodyTest {
  private static final int MEBIBYTE = 1024 * 1024;

  @Test
  void thatFindNoRoomAreToldToComeBack() throws IOException {
    try (RecordingUpstream application = RecordingUpstream.start();
        RunningTask task = RunningTask.start(UnderStress.patient(), application)) {
      List<RawConnection> unfinished = fill(task);

      assertThat(upload(task, 100_000))
          .startsWith("HTTP/1.1 503 ")
          .contains("Retry-After: 2\r\n", "Cache-Control: no-store\r\n", "{\"status\":503,");
      // What needs no room is served meanwhile.
      assertThat(upload(task, 10_000)).startsWith("HTTP/1.1 200 ");
      assertThat(upload(task, 0)).startsWith("HTTP/1.1 200 ");

      hangUp(task, unfinished);
      assertThat(upload(task, 100_000)).startsWith("HTTP/1.1 200 ");
      assertThat(application.requests()).hasSize(3);
      assertThat(RunningTask.log(task.proxy())).noneMatch(line -> line.contains("hunter2"));
    }
  }

  @Test
  void thatFindNoRoomAreTheNaiveProxysOwnFault() throws IOException {
    try (RecordingUpstream application = RecordingUpstream.start();
        RunningTask task = RunningTask.naive(application)) {
      List<RawConnection> unfinished = fill(task);

      assertThat(upload(task, 100_000))
          .startsWith("HTTP/1.1 500 ")
          .contains("<html>")
          .doesNotContain("Retry-After", "no-store");
      assertThat(RunningTask.log(task.proxy()))
          .anyMatch(line -> line.contains("No space left") && line.contains("hunter2"));
      for (RawConnection connection : unfinished) {
        connection.close();
      }
    }
  }

  /** Each body is one of the largest, and lacks its end. */
  private static List<RawConnection> fill(RunningTask task) throws IOException {
    List<RawConnection> unfinished = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      unfinished.add(task.openDirectly().send(head(MEBIBYTE)).send("x".repeat(MEBIBYTE - 1)));
    }
    ProxyProcesses proxy = ProxyProcesses.of(task);
    Awaited.that("a full tmpfs", () -> proxy.temporaryBytes() > 15.9 * MEBIBYTE);
    return unfinished;
  }

  private static void hangUp(RunningTask task, List<RawConnection> unfinished) throws IOException {
    for (RawConnection connection : unfinished) {
      connection.close();
    }
    ProxyProcesses proxy = ProxyProcesses.of(task);
    Awaited.that("an empty tmpfs", () -> proxy.temporaryBytes() < MEBIBYTE);
  }

  private static String upload(RunningTask task, int bytes) throws IOException {
    try (RawConnection connection = task.openDirectly()) {
      return connection.send(head(bytes)).send("x".repeat(bytes)).readToEnd(Duration.ofSeconds(20));
    }
  }

  private static String head(int bytes) {
    return "POST /?password=hunter2 HTTP/1.1\r\n"
        + "Host: example.com\r\n"
        + "Connection: close\r\n"
        + "Content-Length: "
        + bytes
        + "\r\n\r\n";
  }
}
