package dev.breakwater.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A short flood of the task's own front door, on this machine's loopback: it shows the limit, and
 * asserts nothing.
 */
final class Burst {
  private static final int REQUESTS = 200;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI address;

  Burst(URI address) {
    this.address = address;
  }

  /** Whether anything answers HTTP within ten seconds. */
  boolean isAnswered() throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      try {
        client.send(request(), HttpResponse.BodyHandlers.discarding());
        return true;
      } catch (IOException e) {
        Thread.sleep(200);
      }
    }
    return false;
  }

  /** Sends it, and says in one sentence what came back. */
  String send() {
    long began = System.nanoTime();
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      answers.add(
          client
              .sendAsync(request(), HttpResponse.BodyHandlers.discarding())
              .handle((answer, failure) -> failure == null ? answer.statusCode() : 0));
    }
    List<Integer> codes = answers.stream().map(CompletableFuture::join).toList();
    long milliseconds = Duration.ofNanos(System.nanoTime() - began).toMillis();
    long refused = codes.stream().filter(code -> code == TOO_MANY_REQUESTS).count();
    long failed = codes.stream().filter(code -> code == 0 || code >= 500).count();
    return "a burst of %d requests in %.1f s: %d answered, %d refused with 429, %d failed"
        .formatted(REQUESTS, milliseconds / 1000.0, REQUESTS - refused - failed, refused, failed);
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(address).timeout(LIMIT).build();
  }
}
