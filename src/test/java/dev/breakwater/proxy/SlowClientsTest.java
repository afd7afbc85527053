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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of clients that send next to nothing, while others want to be served. */
@Tag("docker")
final class SlowClientsTest {
  private static final String SLOW_HEADER = "GET / HTTP/1.1\r\nHost: example.com\r\nX-Slow: ";
  private static final String SLOW_BODY =
      "POST / HTTP/1.1\r\nHost: example.com\r\nContent-Length: 10000\r\n\r\nand then";
  private static final String FRESH =
      "GET / HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n";
  private static final String LONG =
      "GET /long HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n";
  private static final int LONG_BYTES = 12 * 1024 * 1024;
  private static final String LONG_ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: " + LONG_BYTES + "\r\n\r\n" + "x".repeat(LONG_BYTES);
  private static final int MOST_KIBIBYTES = 30_000_000 / 1024;

  private static RecordingUpstream application;
  private static RunningTask ours;
  private static RunningTask naive;
  private final List<RawConnection> slow = new ArrayList<>();

  @BeforeAll
  static void start() {
    application =
        RecordingUpstream.start(
            RecordingUpstream.answering(
                request ->
                    request.target().equals("/long")
                        ? LONG_ANSWER
                        : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    ours = RunningTask.start(UnderStress.patient(), application);
    naive = RunningTask.naive(application);
  }

  @AfterAll
  static void stop() {
    ours.close();
    naive.close();
    application.close();
  }

  @AfterEach
  void hangUp() throws IOException {
    for (RawConnection connection : slow) {
      connection.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SLOW_HEADER, SLOW_BODY})
  void hurtNobodyElse(String begun) throws IOException {
    occupy(ours, 3_500, begun);

    assertThat(servedFreshClients(ours)).isEqualTo(100);
    assertThat(ProxyProcesses.of(ours).openFiles()).isGreaterThan(3_500);
  }

  @ParameterizedTest
  @ValueSource(strings = {SLOW_HEADER, SLOW_BODY})
  void shutTheNaiveProxyForAll(String begun) throws IOException {
    occupy(naive, 3_500, begun);

    assertThat(servedFreshClients(naive)).isLessThan(50);
  }

  @Test
  void takeLittleMemory() throws IOException {
    ProxyProcesses.of(ours).reload();
    occupy(ours, 2_000, SLOW_HEADER);

    assertThat(ProxyProcesses.of(ours).memory()).isLessThan(MOST_KIBIBYTES);
  }

  @Test
  void takeMoreTheMoreTheyHaveSent() throws IOException {
    ProxyProcesses.of(ours).reload();
    occupy(ours, 2_000, SLOW_HEADER + "x".repeat(7_000));

    assertThat(ProxyProcesses.of(ours).memory()).isGreaterThan(MOST_KIBIBYTES);
  }

  @Test
  void whoDoNotReadFillNoFile() throws IOException {
    occupy(ours, 20, LONG);

    assertThat(readToEnd(ours)).hasSizeGreaterThan(LONG_BYTES);
    assertThat(ProxyProcesses.of(ours).temporaryBytes()).isLessThan(1024 * 1024);
  }

  @Test
  void whoDoNotReadFillTheNaiveProxysFiles() throws IOException {
    occupy(naive, 20, LONG);
    ProxyProcesses proxy = ProxyProcesses.of(naive);

    Awaited.that("a full tmpfs", () -> proxy.temporaryBytes() > 15 * 1024 * 1024);
  }

  private static String readToEnd(RunningTask task) throws IOException {
    try (RawConnection connection = task.openDirectly().send(LONG)) {
      return connection.readToEnd(Duration.ofSeconds(20));
    }
  }

  private void occupy(RunningTask task, int connections, String begun) throws IOException {
    for (int i = 0; i < connections; i++) {
      slow.add(task.openDirectly().send(begun));
    }
  }

  /** All of them at once, so that those who wait in vain wait together. */
  private static int servedFreshClients(RunningTask task) throws IOException {
    List<RawConnection> fresh = new ArrayList<>();
    int served = 0;
    for (int i = 0; i < 100; i++) {
      fresh.add(task.openDirectly().send(FRESH));
    }
    // The first that waits in vain shows that there is no hope for the others.
    Duration patience = Duration.ofSeconds(5);
    for (RawConnection connection : fresh) {
      try (connection) {
        if (connection.readToEnd(patience).startsWith("HTTP/1.1 200 ")) {
          served++;
        } else {
          patience = Duration.ofMillis(1);
        }
      }
    }
    return served;
  }
}
