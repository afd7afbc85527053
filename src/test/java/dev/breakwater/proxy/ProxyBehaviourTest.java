package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.RunningTask;
import dev.breakwater.Shell;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The proxy before the sample application, both hardened, on the real engine. */
@Tag("docker")
final class ProxyBehaviourTest {
  /** The engine's own network: who comes through a published port shows as its gateway. */
  private static final String ENGINE = "172.16.0.0/12";

  private static ProxySettings.Builder settings() {
    return ProxySettings.builder(Upstream.loopback(8081));
  }

  private static RateLimit plenty() {
    return RateLimit.perClient(RateLimit.MAX_RATE, PER_SECOND).burst(RateLimit.MAX_BURST);
  }

  @Test
  void admitsRateTimesTimePlusBurstToOneRequest() throws Exception {
    RateLimit limit = RateLimit.perClient(50, PER_SECOND).burst(20);
    try (RunningTask task = RunningTask.start(settings().trust(ENGINE).rateLimit(limit).build())) {
      Flood flood = Flood.of(task, Duration.ofSeconds(3));

      assertThat(flood.admitted())
          .isBetween((int) (50 * flood.least()) + 20, (int) (50 * flood.most()) + 21);
      assertThat(flood.refused()).isGreaterThan(flood.admitted());
      assertThat(flood.admitted() + flood.refused()).isEqualTo(flood.sent());
    }
  }

  @Test
  void admitsTheSameFloodWhereTheLimitIsWide() throws Exception {
    try (RunningTask task =
        RunningTask.start(settings().trust(ENGINE).rateLimit(plenty()).build())) {
      Flood flood = Flood.of(task, Duration.ofSeconds(1));

      assertThat(flood.sent()).isGreaterThan(100);
      assertThat(flood.admitted()).isEqualTo(flood.sent());
    }
  }

  @Test
  void saysWhenToComeBackAndNothingOfItself() throws Exception {
    RateLimit limit = RateLimit.perClient(1, RateLimit.Period.PER_MINUTE);
    try (RunningTask task = RunningTask.start(settings().rateLimit(limit).build())) {
      assertThat(task.get("/").statusCode()).isEqualTo(200);
      HttpResponse<String> refused = task.get("/");

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("60");
      assertThat(refused.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(refused.headers().firstValue("Server")).contains("nginx");
      assertThat(refused.body())
          .matches(
              "\\{\"status\":429,\"error\":\"too many requests\",\"requestId\":\"[0-9a-f]{32}\"}\n");
    }
  }

  @Test
  void letsNoUntrustedPeerChooseItsAddress() throws Exception {
    RateLimit limit = RateLimit.perClient(1, RateLimit.Period.PER_MINUTE);
    try (RunningTask task = RunningTask.start(settings().rateLimit(limit).build())) {
      assertThat(statuses(task)).containsExactly(200, 429, 429, 429, 429);
    }
  }

  @Test
  void keysOnWhomATrustedPeerSpeaksFor() throws Exception {
    RateLimit limit = RateLimit.perClient(1, RateLimit.Period.PER_MINUTE);
    try (RunningTask task = RunningTask.start(settings().trust(ENGINE).rateLimit(limit).build())) {
      assertThat(statuses(task)).containsOnly(200);
      assertThat(task.get("/", "X-Forwarded-For", "198.51.100.1").statusCode()).isEqualTo(429);
      // Only what the peer itself appended counts, however the address is written.
      assertThat(task.get("/", "X-Forwarded-For", "9.9.9.9, 198.51.100.1").statusCode())
          .isEqualTo(429);
      assertThat(task.get("/", "X-Forwarded-For", "::ffff:198.51.100.1").statusCode())
          .isEqualTo(429);
      assertThat(task.get("/", "X-Forwarded-For", "2001:db8::1").statusCode()).isEqualTo(200);
      assertThat(task.get("/", "X-Forwarded-For", "2001:db8::2:0:0:1").statusCode()).isEqualTo(429);
      assertThat(task.get("/", "X-Forwarded-For", "2001:db8:0:1::1").statusCode()).isEqualTo(200);
    }
  }

  private static List<Integer> statuses(RunningTask task) throws IOException {
    List<Integer> statuses = new ArrayList<>();
    for (int client = 1; client <= 5; client++) {
      statuses.add(task.get("/", "X-Forwarded-For", "198.51.100." + client).statusCode());
    }
    return statuses;
  }

  @Test
  void freesOnlyTheLoadBalancersProbeFromTheLimit() throws Exception {
    RateLimit limit = RateLimit.perClient(1, RateLimit.Period.PER_MINUTE);
    try (RunningTask task = RunningTask.start(settings().trust(ENGINE).rateLimit(limit).build())) {
      assertThat(task.get("/health").statusCode()).isEqualTo(200);
      assertThat(task.get("/health").statusCode()).isEqualTo(200);
      assertThat(task.get("/health?x").statusCode()).isEqualTo(200);
      assertThat(task.get("/health?x").statusCode()).isEqualTo(429);
      assertThat(task.get("/health", "X-Forwarded-For", "198.51.100.1").statusCode())
          .isEqualTo(200);
      assertThat(task.get("/health", "X-Forwarded-For", "198.51.100.1").statusCode())
          .isEqualTo(429);
    }
  }

  @Test
  void tellsTheApplicationOnlyWhatTheClientCannotChoose() throws Exception {
    try (RunningTask task = RunningTask.start(settings().rateLimit(plenty()).build())) {
      HttpResponse<String> answer =
          task.get(
              "/api",
              "Forwarded",
              "for=6.6.6.6",
              "True-Client-IP",
              "6.6.6.6",
              "X-Forwarded-For",
              "6.6.6.6",
              "X-Forwarded-Host",
              "6.6.6.6",
              "X-Forwarded-Proto",
              "6.6.6.6",
              "X-Original-URL",
              "/6.6.6.6",
              "X-Real-IP",
              "6.6.6.6",
              "X-Request-ID",
              "6.6.6.6",
              "X-Harmless",
              "passes");

      assertThat(answer.body()).contains("\"x-harmless\":\"passes\"").doesNotContain("6.6.6.6");
      String requestId = answer.headers().firstValue("X-Request-ID").orElseThrow();
      assertThat(answer.body()).contains("\"x-request-id\":\"" + requestId + '"');
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }
  }

  @Test
  void believesATrustedPeersScheme() throws Exception {
    try (RunningTask task =
        RunningTask.start(settings().trust(ENGINE).rateLimit(plenty()).build())) {
      HttpResponse<String> answer = task.get("/api", "X-Forwarded-Proto", "https");

      assertThat(answer.body()).contains("\"x-forwarded-proto\":\"https\"");
      assertThat(answer.headers().firstValue("Strict-Transport-Security"))
          .contains("max-age=31536000");
    }
  }

  @Test
  void logsOneJsonLineARequestWithoutItsQueryString() throws Exception {
    try (RunningTask task = RunningTask.start(settings().rateLimit(plenty()).build())) {
      task.get("/api?password=hunter2", "Cookie", "session=hunter2");
      Shell.run("docker", "stop", task.proxy()).orThrow();

      List<String> log = RunningTask.log(task.proxy());
      assertThat(log).allMatch(line -> line.startsWith("{\"time\":\"") && line.endsWith("\"}"));
      assertThat(log)
          .anyMatch(
              line -> line.contains("\"path\":\"/api\",\"protocol\":\"HTTP/1.1\",\"status\":200"));
      assertThat(log).noneMatch(line -> line.contains("hunter2"));
    }
  }

  @Test
  void finishesRequestsInFlightOnTheStopSignal() throws Exception {
    try (RunningTask task = RunningTask.start(settings().rateLimit(plenty()).build())) {
      List<CompletableFuture<HttpResponse<String>>> inFlight = inFlight(task);
      Shell.run("docker", "stop", task.proxy()).orThrow();

      for (CompletableFuture<HttpResponse<String>> request : inFlight) {
        assertThat(request.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void dropsThemOnSigterm() throws Exception {
    try (RunningTask task = RunningTask.start(settings().rateLimit(plenty()).build())) {
      List<CompletableFuture<HttpResponse<String>>> inFlight = inFlight(task);
      Shell.run("docker", "kill", "--signal=TERM", task.proxy()).orThrow();

      for (CompletableFuture<HttpResponse<String>> request : inFlight) {
        assertThatThrownBy(() -> request.get(10, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class)
            .hasRootCauseInstanceOf(IOException.class);
      }
    }
  }

  /** Twenty requests that the application has begun and will hold for two seconds. */
  private static List<CompletableFuture<HttpResponse<String>>> inFlight(RunningTask task)
      throws IOException {
    List<CompletableFuture<HttpResponse<String>>> requests =
        IntStream.range(0, 20).mapToObj(i -> task.getLater("/slow?ms=2000")).toList();
    while (!task.get("/health").body().contains("\"inFlight\":21")) {
      assertThat(requests).noneMatch(CompletableFuture::isDone);
    }
    return requests;
  }

  @Test
  void letsTheApplicationFinishToo() throws Exception {
    try (RunningTask task = RunningTask.start(settings().rateLimit(plenty()).build())) {
      List<CompletableFuture<HttpResponse<String>>> inFlight = inFlight(task);
      Shell.run("docker", "stop", task.application()).orThrow();

      for (CompletableFuture<HttpResponse<String>> request : inFlight) {
        assertThat(request.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      }
      assertThat(task.get("/").statusCode()).isEqualTo(503);
      assertThat(RunningTask.log(task.application())).last().isEqualTo("sample: stopped");
    }
  }

  @Test
  void isHealthyByItsOwnCheckAndNotByAWrongOne() throws Exception {
    try (RunningTask task = RunningTask.start(settings().build())) {
      List<String> check = new ArrayList<>(List.of("docker", "exec", task.proxy()));
      check.addAll(ProxyImage.HEALTH_CHECK.subList(1, ProxyImage.HEALTH_CHECK.size()));
      assertThat(Shell.pipe(check).code()).isZero();

      check.set(check.size() - 1, "/nothing-here");
      assertThat(Shell.pipe(check).output()).contains("answered: HTTP/1.1 404");
    }
  }

  /** As many requests as eight threads can send in a given time. */
  private record Flood(int sent, int admitted, int refused, double least, double most) {

    static Flood of(RunningTask task, Duration time) throws Exception {
      AtomicInteger sent = new AtomicInteger();
      AtomicInteger admitted = new AtomicInteger();
      AtomicInteger refused = new AtomicInteger();
      long first = System.nanoTime();
      admitted.addAndGet(task.get("/flood").statusCode() == 404 ? 1 : 0);
      sent.incrementAndGet();
      long begun = System.nanoTime();
      long end = begun + time.toNanos();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        threads.add(
            new Thread(
                () -> {
                  while (System.nanoTime() < end) {
                    count(task, sent, admitted, refused);
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      long last = System.nanoTime();
      return new Flood(
          sent.get(),
          admitted.get(),
          refused.get(),
          (end - begun) / 1e9 - 0.02,
          (last - first) / 1e9);
    }

    private static void count(
        RunningTask task, AtomicInteger sent, AtomicInteger admitted, AtomicInteger refused) {
      try {
        int status = task.get("/flood").statusCode();
        sent.incrementAndGet();
        (status == 429 ? refused : admitted).incrementAndGet();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
