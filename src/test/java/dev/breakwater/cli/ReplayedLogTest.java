package dev.breakwater.cli;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.RunningTask;
import dev.breakwater.Shell;
import dev.breakwater.proxy.ClientKey;
import dev.breakwater.proxy.LimitTrials;
import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.RateLimit;
import dev.breakwater.proxy.Upstream;
import dev.breakwater.source.LoggedRequest;
import dev.breakwater.source.RequestLog;
import dev.breakwater.source.RequestLogs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A log that the real proxy wrote, replayed: what nginx decided is what the replay decides. */
@Tag("docker")
class ReplayedLogTest {
  /** Who comes through a published port shows as the engine's gateway. */
  private static final String ENGINE = "172.16.0.0/12";

  private static final RateLimit LIMIT = RateLimit.perClient(20, PER_SECOND).burst(5);

  /** How many requests each of the clients sends at once, and again each half second. */
  private static final Map<String, Integer> AT_ONCE =
      Map.of("198.51.100.1", 3, "198.51.100.2", 10, "2001:db8::3", 40);

  private static final int TIMES = 4;

  private static final Map<String, Long> REFUSED = new TreeMap<>();
  private static List<String> log;

  @BeforeAll
  static void load() throws Exception {
    ProxySettings settings =
        ProxySettings.builder(Upstream.loopback(8081))
            .trust(ENGINE)
            .rateLimit(LIMIT)
            .logOneInRefused(1)
            .build();
    try (RunningTask task = RunningTask.start(settings)) {
      for (int time = 0; time < TIMES; time++) {
        for (Map.Entry<String, Integer> client : AT_ONCE.entrySet()) {
          sendAtOnce(task, client.getKey(), client.getValue());
        }
        Thread.sleep(500);
      }
      Shell.run("docker", "stop", task.proxy()).orThrow();
      log = RunningTask.log(task.proxy());
    }
  }

  private static void sendAtOnce(RunningTask task, String client, int requests) throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      answers.add(task.getLater("/api", "X-Forwarded-For", client));
    }
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      REFUSED.merge(client, answer.get().statusCode() == 429 ? 1L : 0L, Long::sum);
    }
  }

  @Test
  void theReplayRefusesAsManyOfEachClientAsNginxDid() throws IOException {
    assertThat(REFUSED.get("198.51.100.1")).isZero();
    assertThat(REFUSED.get("198.51.100.2")).isPositive();
    assertThat(REFUSED.get("2001:db8::3")).isPositive();
    assertThat(replayed(LIMIT)).isEqualTo(REFUSED);
  }

  @Test
  void theReplayOfAnotherLimitDiffers() throws IOException {
    assertThat(replayed(LIMIT.burst(6))).isNotEqualTo(REFUSED);
    assertThat(replayed(RateLimit.perClient(5, PER_SECOND).burst(5))).isNotEqualTo(REFUSED);
  }

  @Test
  void theSecondsOfTheClockAreNotEnough() throws IOException {
    List<String> milliseconds = log;
    try {
      log = log.stream().map(line -> line.replaceAll("(\"msec\":\\d+)\\.\\d+", "$1.000")).toList();
      assertThat(replayed(LIMIT)).isNotEqualTo(REFUSED);
    } finally {
      log = milliseconds;
    }
  }

  @Test
  void theCommandGivesTheAnswerThatTheLoadMade() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new SuggestLimit(
                List.of("-"),
                new Given("34", SuggestLimitCommand.TOUCHING, false),
                input(),
                new Console(new PrintStream(out), new PrintStream(err), false))
            .call();
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.CLEAN);
    StringBuilder row = new StringBuilder("       1 r/s");
    for (int burst : List.of(5, 10, 20, 50, 100, 200, 500)) {
      Map<String, Long> refused = replayed(RateLimit.perClient(1, PER_SECOND).burst(burst));
      long touched = refused.values().stream().filter(times -> times > 0).count();
      row.append("%8d".formatted(Math.round(100.0 * touched / 3)));
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(TIMES * 53 + " requests of 3 clients")
        .contains(row.append('\n'));
    assertThat(row.toString()).contains("33").endsWith("       0\n");
  }

  private static Map<String, Long> replayed(RateLimit limit) throws IOException {
    Map<String, LimitTrials> trials = new TreeMap<>();
    try (RequestLog lines = RequestLog.open("log", input())) {
      RequestLogs requests = new RequestLogs(List.of(lines));
      for (Optional<LoggedRequest> next = requests.next();
          next.isPresent();
          next = requests.next()) {
        LoggedRequest request = next.get();
        trials
            .computeIfAbsent(request.client(), any -> new LimitTrials(List.of(limit)))
            .request(
                ClientKey.of(request.client()).orElseThrow(),
                request.arrivedAt(),
                request.standsFor());
      }
    }
    Map<String, Long> refused = new TreeMap<>();
    trials.forEach(
        (client, trial) -> refused.put(client, trial.outcomes().get(0).requestsRefused()));
    return refused;
  }

  private static InputStream input() {
    return new ByteArrayInputStream(String.join("\n", log).getBytes(StandardCharsets.UTF_8));
  }
}
