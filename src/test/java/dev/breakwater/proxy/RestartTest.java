package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Awaited;
import dev.breakwater.RawConnection;
import dev.breakwater.RunningTask;
import dev.breakwater.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application's container starts again, and clients keep coming. */
@Tag("docker")
final class RestartTest {
  private static final String GET =
      "GET /health HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n";
  private static final int STATUS_BEGIN = "HTTP/1.1 ".length();

  @Test
  void showsAsTemporaryUntilItIsOver() throws Exception {
    RateLimit plenty =
        RateLimit.perClient(RateLimit.MAX_RATE, PER_SECOND).burst(RateLimit.MAX_BURST);
    try (RunningTask task =
        RunningTask.start(
            ProxySettings.builder(Upstream.loopback(8081)).rateLimit(plenty).build())) {
      assertThat(statusesDuringARestart(task)).containsExactly("200", "503");
    }
  }

  @Test
  void showsAsABadGatewayOfTheNaiveProxy() throws Exception {
    try (RunningTask task = RunningTask.naive()) {
      assertThat(statusesDuringARestart(task)).containsExactly("200", "502");
    }
  }

  private static Set<String> statusesDuringARestart(RunningTask task) throws Exception {
    Set<String> statuses = new ConcurrentSkipListSet<>();
    Thread restart = new Thread(() -> Shell.run("docker", "restart", task.application()).orThrow());
    restart.start();
    while (restart.isAlive()) {
      statuses.add(status(task));
    }
    restart.join();
    Awaited.that("the application's return", () -> status(task).equals("200"));
    statuses.add(status(task));
    return statuses;
  }

  private static String status(RunningTask task) {
    try (RawConnection connection = task.openDirectly().send(GET)) {
      return connection.readUntil("\r\n").substring(STATUS_BEGIN, STATUS_BEGIN + 3);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
