package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.ArrivedRequest;
import dev.breakwater.Awaited;
import dev.breakwater.ProxyProcesses;
import dev.breakwater.RawConnection;
import dev.breakwater.RecordedConnection;
import dev.breakwater.RecordingUpstream;
import dev.breakwater.RunningTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A day's traffic without a pause: kept and new connections, answers, refusals, failures, uploads
 * and clients that hang up. {@code -Dbreakwater.requests=1000000} sends a million.
 */
@Tag("docker")
final class EnduranceTest {
  private static final int REQUESTS = Integer.getInteger("breakwater.requests", 20_000);
  private static final int WARM_UP = Math.max(4_000, REQUESTS / 10);
  private static final int CLIENTS = 4;

  /** What two looks at a proxy at rest may differ by: idle connections to the application. */
  private static final int SPARE_FILES = 8;

  private static final int SPARE_KIBIBYTES = 2048;
  private static final String END = " HTTP/1.1\r\nHost: example.com\r\n\r\n";
  private static final String UPLOAD =
      "POST /upload HTTP/1.1\r\nHost: example.com\r\nContent-Length: 30000\r\n\r\n";

  private static final List<String> ENDS =
      List.of(
          "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: example.com\r\nContent-Length: 9999999\r\n\r\n",
          UPLOAD + "x".repeat(20_000),
          "GET / HTTP/1.1\r\nHost: exam",
          "GET /" + END);

  private static void serve(RecordedConnection connection) throws IOException {
    for (Optional<ArrivedRequest> request = connection.next();
        request.isPresent() && !request.get().target().equals("/gone");
        request = connection.next()) {
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }
  }

  @Test
  void needsNoMoreMemoryAndNoMoreFiles() throws Exception {
    try (RecordingUpstream application = RecordingUpstream.start(EnduranceTest::serve);
        RunningTask task = RunningTask.start(UnderStress.patient(), application)) {
      ProxyProcesses proxy = ProxyProcesses.of(task);
      int idle = proxy.openFiles();
      send(task, WARM_UP);
      Awaited.that("an idle proxy", () -> proxy.openFiles() <= idle + SPARE_FILES);
      long memory = proxy.memory();
      List<String> workers = proxy.workers();

      send(task, REQUESTS);

      Awaited.that("an idle proxy", () -> proxy.openFiles() <= idle + SPARE_FILES);
      assertThat(proxy.memory()).isLessThan(memory + SPARE_KIBIBYTES);
      assertThat(proxy.temporaryBytes()).isLessThan(64 * 1024);
      assertThat(proxy.workers()).isEqualTo(workers);
      System.err.printf(
          "%d requests: memory %d KiB, then %d; files %d, then %d%n",
          REQUESTS, memory, proxy.memory(), idle, proxy.openFiles());
    }
  }

  @Test
  void showsWhatStaysOpen() throws Exception {
    try (RecordingUpstream application = RecordingUpstream.start(EnduranceTest::serve);
        RunningTask task = RunningTask.naive(application)) {
      ProxyProcesses proxy = ProxyProcesses.of(task);
      int idle = proxy.openFiles();
      List<RawConnection> forgotten = new ArrayList<>();
      for (int i = 0; i < 2 * SPARE_FILES; i++) {
        forgotten.add(task.openDirectly().send("GET / HTTP/1.1\r\n"));
      }

      Awaited.that("open files", () -> proxy.openFiles() > idle + SPARE_FILES);
      for (RawConnection connection : forgotten) {
        connection.close();
      }
    }
  }

  private static void send(RunningTask task, int requests) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Thread> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> new Thread(() -> client(task, next, requests)))
            .toList();
    clients.forEach(Thread::start);
    for (Thread client : clients) {
      client.join();
    }
    assertThat(next.get()).isGreaterThanOrEqualTo(requests);
  }

  /** Up to a hundred requests a connection, the last of which ends it one way or another. */
  private static void client(RunningTask task, AtomicInteger next, int requests) {
    try {
      while (next.get() < requests) {
        try (RawConnection connection = task.openDirectly()) {
          for (int i = 0; i < 90; i++) {
            connection.send("GET /" + END).readUntil("\r\n\r\nok");
          }
          connection.send(UPLOAD).send("x".repeat(30_000)).readUntil("\r\n\r\nok");
          for (int i = 0; i < 8; i++) {
            connection.send("GET /gone" + END).readUntil("\"error\":\"temporarily unavailable\"");
          }
          connection.send(ENDS.get(next.addAndGet(100) / 100 % ENDS.size()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
