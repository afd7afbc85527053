package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.ArrivedRequest;
import dev.breakwater.Awaited;
import dev.breakwater.ProxyProcesses;
import dev.breakwater.RawConnection;
import dev.breakwater.RecordedConnection;
import dev.breakwater.RecordingUpstream;
import dev.breakwater.RunningTask;
import dev.breakwater.Shell;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A request whose body is half sent, and one whose answer is half given, when a signal comes. */
@Tag("docker")
final class ReloadTest {
  private static final String POST =
      "POST / HTTP/1.1\r\nHost: example.com\r\nContent-Length: 10\r\n\r\n";
  private static final String GET = "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CountDownLatch release = new CountDownLatch(1);

  private void serve(RecordedConnection connection) throws IOException {
    for (Optional<ArrivedRequest> request = connection.next();
        request.isPresent();
        request = connection.next()) {
      connection.write(
          "HTTP/1.1 200 OK\r\nX-Accel-Buffering: no\r\nContent-Length: 10\r\n\r\nfirst");
      try {
        if (!release.await(20, TimeUnit.SECONDS)) {
          throw new IOException("not released");
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      connection.write(" last");
    }
  }

  @Test
  void loseNothingInAReload() throws Exception {
    try (InFlight inFlight = new InFlight()) {
      ProxyProcesses proxy = ProxyProcesses.of(inFlight.task);
      List<String> before = proxy.workers();
      proxy.signal("HUP");
      Awaited.that("a new worker beside the old", () -> proxy.workers().size() == 2);

      assertThat(proxy.workers()).containsAll(before);
      try (RawConnection fresh = inFlight.task.openDirectly().send(GET)) {
        inFlight.finish();
        assertThat(fresh.readUntil("first last")).startsWith("HTTP/1.1 200 ");
      }
      Awaited.that("the old worker's end", () -> proxy.workers().size() == 1);
      assertThat(proxy.workers()).doesNotContainAnyElementsOf(before);
    }
  }

  @Test
  void loseNothingInAStop() throws Exception {
    try (InFlight inFlight = new InFlight()) {
      CompletableFuture<Shell.Result> stop =
          CompletableFuture.supplyAsync(
              () -> Shell.run("docker", "stop", "--time=30", inFlight.task.proxy()));
      Awaited.that("a closed port", () -> !isOpen(inFlight.task));
      inFlight.finish();

      assertThat(stop.get().succeeded()).isTrue();
      assertThat(
              Shell.run("docker", "inspect", "--format={{.State.ExitCode}}", inFlight.task.proxy())
                  .orThrow()
                  .strip())
          .isEqualTo("0");
    }
  }

  @Test
  void areLostOnSigterm() throws Exception {
    try (InFlight inFlight = new InFlight()) {
      ProxyProcesses.of(inFlight.task).signal("TERM");

      assertThat(inFlight.sender.readToEnd(PATIENCE)).isEmpty();
      assertThat(inFlight.reader.readToEnd(PATIENCE)).isEmpty();
    }
  }

  @Test
  void areCountedOnInAReload() throws Exception {
    RateLimit limit = RateLimit.perClient(1, RateLimit.Period.PER_MINUTE);
    try (RunningTask task =
        RunningTask.start(
            ProxySettings.builder(Upstream.loopback(8081)).rateLimit(limit).build())) {
      assertThat(task.get("/").statusCode()).isEqualTo(200);
      ProxyProcesses.of(task).reload();

      // The zone is the master's: a reload gives no client a fresh start.
      assertThat(task.get("/").statusCode()).isEqualTo(429);
    }
  }

  private static boolean isOpen(RunningTask task) {
    try (RawConnection connection = task.openDirectly()) {
      return connection.socket().isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** The two requests, before a proxy of their own. */
  private final class InFlight implements AutoCloseable {
    private final RecordingUpstream application = RecordingUpstream.start(ReloadTest.this::serve);
    private final RunningTask task = RunningTask.start(UnderStress.patient(), application);
    private final RawConnection reader = task.openDirectly().send(GET);
    private final RawConnection sender;

    InFlight() throws IOException {
      assertThat(reader.readUntil("first")).startsWith("HTTP/1.1 200 ");
      ProxyProcesses proxy = ProxyProcesses.of(task);
      int before = proxy.openFiles();
      sender = task.openDirectly().send(POST + "12345");
      Awaited.that("the sender's connection", () -> proxy.openFiles() > before);
    }

    void finish() throws IOException {
      release.countDown();
      sender.send("67890");
      assertThat(reader.readUntil(" last")).isEqualTo(" last");
      assertThat(sender.readUntil("first last")).startsWith("HTTP/1.1 200 ");
    }

    @Override
    public void close() throws IOException {
      reader.close();
      sender.close();
      task.close();
      application.close();
    }
  }
}
