package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.ArrivedRequest;
import dev.breakwater.RecordedConnection;
import dev.breakwater.RecordingUpstream;
import dev.breakwater.RunningTask;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A request on whose connection the application falls silent is asked again where that is safe: on
 * every kept connection, because nginx takes each for one that had just closed.
 */
@Tag("docker")
final class RepeatedRequestTest {
  private static final int KEPT = 5;
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final Semaphore held = new Semaphore(0);
  private final Semaphore released = new Semaphore(0);

  @Test
  void isAGetAndNeverAPost() throws Exception {
    ProxySettings settings =
        ProxySettings.builder(RecordingUpstream.ADDRESS)
            .rateLimit(RateLimit.perClient(1000, PER_SECOND).burst(1000))
            .upstreamIdle(Duration.ofSeconds(60))
            .build();
    try (RecordingUpstream upstream = RecordingUpstream.start(this::serve);
        RunningTask task = RunningTask.start(settings, upstream)) {
      keep(task);
      assertThat(task.get("/breaks").statusCode()).isEqualTo(503);
      assertThat(arrivals(upstream, "GET")).isEqualTo(KEPT + 1);

      keep(task);
      assertThat(
              task.exchange(
                  "POST /breaks HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx"))
          .startsWith("HTTP/1.1 503");
      assertThat(arrivals(upstream, "POST")).isOne();
    }
  }

  private static long arrivals(RecordingUpstream upstream, String method) {
    return upstream.requests().stream()
        .filter(request -> request.head().startsWith(method + " /breaks "))
        .count();
  }

  /** Leaves as many idle connections to the application as there were requests at a time. */
  private void keep(RunningTask task) throws Exception {
    List<CompletableFuture<HttpResponse<String>>> requests =
        IntStream.range(0, KEPT).mapToObj(i -> task.getLater("/held")).toList();
    assertThat(held.tryAcquire(KEPT, 20, TimeUnit.SECONDS)).isTrue();
    released.release(KEPT);
    for (CompletableFuture<HttpResponse<String>> request : requests) {
      assertThat(request.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  private void serve(RecordedConnection connection) throws IOException {
    for (Optional<ArrivedRequest> request = connection.next();
        request.isPresent() && !request.get().target().equals("/breaks");
        request = connection.next()) {
      if (request.get().target().equals("/held")) {
        held.release();
        released.acquireUninterruptibly();
      }
      connection.write(OK);
    }
  }
}
