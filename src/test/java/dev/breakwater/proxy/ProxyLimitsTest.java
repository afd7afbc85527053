package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_MINUTE;
import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.ArrivedRequest;
import dev.breakwater.RawConnection;
import dev.breakwater.RecordingUpstream;
import dev.breakwater.RunningTask;
import dev.breakwater.Shell;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is admitted, to one request. A rate of one a minute gives nothing back while a test runs, so
 * that it counts the same on a busy machine.
 */
@Tag("docker")
final class ProxyLimitsTest {
  private static final String ENGINE = "172.16.0.0/12";
  private static final RateLimit ELEVEN = RateLimit.perClient(1, PER_MINUTE).burst(10);
  private static final RateLimit PLENTY =
      RateLimit.perClient(RateLimit.MAX_RATE, PER_SECOND).burst(RateLimit.MAX_BURST);
  private static final int CLIENTS = 49;
  private static final int SENT = 44;
  private static final int PIPELINED = 50;

  private static final RateLimit THREE = RateLimit.perClient(1, PER_MINUTE).burst(2);
  private static final RateLimit ONE = RateLimit.perClient(1, PER_MINUTE);

  /** Requests for {@code /held} that the application has, and answers that it may give them. */
  private static final Semaphore HELD = new Semaphore(0);

  private static final Semaphore RELEASED = new Semaphore(0);

  private static RecordingUpstream upstream;

  /** Two workers, and a limit for each part of the paths. */
  private static RunningTask task;

  @BeforeAll
  static void start() {
    upstream = RecordingUpstream.start(RecordingUpstream.answering(ProxyLimitsTest::answer));
    task =
        start(
            settings(PLENTY)
                .workers(2)
                .limit("/one", ONE)
                .limit("/eleven", ELEVEN)
                .limit("/eleven/three", THREE)
                .limit("/login", THREE)
                .limitExactly("/search", ELEVEN)
                .limit("/rate", RateLimit.perClient(60, PER_MINUTE).burst(5))
                .limit("/five", RateLimit.perClient(5, PER_MINUTE)));
  }

  private static String answer(ArrivedRequest request) {
    if (request.target().equals("/held")) {
      HELD.release();
      RELEASED.acquireUninterruptibly();
    }
    return "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  }

  @AfterAll
  static void stop() {
    task.close();
    upstream.close();
  }

  private static ProxySettings.Builder settings(RateLimit limit) {
    return ProxySettings.builder(RecordingUpstream.ADDRESS).trust(ENGINE).rateLimit(limit);
  }

  private static RunningTask start(ProxySettings.Builder settings) {
    return RunningTask.start(settings.build(), upstream);
  }

  @Test
  void oneClientAndFortyNineGetTheirShareToOneRequest() throws Exception {
    assertThat(flood(task, 1, SENT, i -> "192.0.2.1", "/eleven"))
        .containsExactly(new Answered(11, SENT - 11));
    assertThat(flood(task, CLIENTS, SENT, i -> "198.51.100." + i, "/eleven"))
        .hasSize(CLIENTS)
        .containsOnly(new Answered(11, SENT - 11));
  }

  @Test
  void throughTheNaiveProxyEveryRequestPasses() throws Exception {
    try (RunningTask naive = RunningTask.naive(upstream)) {
      assertThat(flood(naive, CLIENTS, SENT, i -> "198.51.100." + i, "/eleven"))
          .containsOnly(new Answered(SENT, 0));
    }
  }

  /** Rate × time + burst + 1 at most, and one less at least, of each of 49. */
  @Test
  void aRateOverTimeIsTheSameForEachOfFortyNine() throws Exception {
    int[] admitted = new int[CLIENTS];
    long begun = System.nanoTime();
    long first = count(admitted);
    long last = first;
    long end = first;
    while (end - first < TimeUnit.SECONDS.toNanos(4)) {
      last = System.nanoTime();
      end = count(admitted);
    }

    int least = (int) ((last - first) / 1e9) + 5;
    int most = (int) ((end - begun) / 1e9) + 6;
    assertThat(IntStream.of(admitted)).allMatch(count -> least <= count && count <= most);
  }

  /** Ten requests of each client; returns when they were answered. */
  private static long count(int[] admitted) throws Exception {
    List<Answered> answered = flood(task, CLIENTS, 10, i -> "198.51.100." + i, "/rate");
    for (int i = 0; i < CLIENTS; i++) {
      admitted[i] += answered.get(i).ok();
    }
    return System.nanoTime();
  }

  @Test
  void theConnectionsOfAClientAndTheWorkersThatServeThemCountTogether() throws Exception {
    List<Path> workers = workers();
    List<Long> before = workers.stream().map(ProxyLimitsTest::waits).toList();

    assertThat(total(flood(task, 64, SENT, i -> "192.0.2.3", "/eleven")))
        .isEqualTo(new Answered(11, 64 * SENT - 11));
    assertThat(workers).hasSize(2);
    for (int i = 0; i < 2; i++) {
      assertThat(waits(workers.get(i))).isGreaterThan(before.get(i));
    }
  }

  private static List<Path> workers() {
    return Shell.run("docker", "top", task.proxy(), "-o", "pid,args")
        .orThrow()
        .lines()
        .filter(line -> line.contains("worker process"))
        .map(line -> Path.of("/proc", line.strip().split(" ", 2)[0], "status"))
        .toList();
  }

  /** How often a process has waited for something: a worker that serves does. */
  private static long waits(Path status) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
          .mapToLong(line -> Long.parseLong(line.split(":", 2)[1].strip()))
          .sum();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aNetworkOfIpv6IsOneClient() throws Exception {
    assertThat(total(flood(task, CLIENTS, 4, i -> "2001:db8:1:1::" + i, "/eleven")))
        .isEqualTo(new Answered(11, CLIENTS * 4 - 11));
    assertThat(flood(task, CLIENTS, SENT, i -> "2001:db8:2:" + i + "::1", "/eleven"))
        .containsOnly(new Answered(11, SENT - 11));
  }

  /** A zone for 1,000 clients, and 20,000 that come by: who was there first is forgotten. */
  @Test
  void aFullZoneForgetsTheOldestAndRefusesNobody() throws Exception {
    try (RunningTask small = start(settings(ONE).expectedClients(1000))) {
      assertThat(flood(small, 1, 2, i -> "192.0.2.4", "/one")).containsExactly(new Answered(1, 1));
      assertThat(total(crowd(small, 20_000))).isEqualTo(new Answered(20_000, 0));
      assertThat(flood(small, 1, 2, i -> "192.0.2.4", "/one")).containsExactly(new Answered(1, 1));
      assertThat(total(crowd(small, 100))).isEqualTo(new Answered(100, 0));
      assertThat(total(crowd(small, 100))).isEqualTo(new Answered(0, 100));
    }
  }

  /** The twin: in a zone that is large enough nobody is forgotten. */
  @Test
  void aLargeZoneForgetsNobody() throws Exception {
    assertThat(flood(task, 1, 2, i -> "192.0.2.4", "/one")).containsExactly(new Answered(1, 1));
    assertThat(total(crowd(task, 20_000))).isEqualTo(new Answered(20_000, 0));
    assertThat(flood(task, 1, 2, i -> "192.0.2.4", "/one")).containsExactly(new Answered(0, 2));
  }

  @Test
  void aPathHasALimitOfItsOwnHoweverItIsWritten() throws Exception {
    assertThat(statuses("/login", "/login", "/login", "/login"))
        .containsExactly(200, 200, 200, 429);
    assertThat(
            statuses(
                "/login?x=1",
                "/login/",
                "/login;x=1",
                "/login.php",
                "/LOGIN",
                "/%6cogin",
                "//login",
                "/./login",
                "/x/../login",
                "/x%2f..%2flogin",
                "/x/%2e%2e/login"))
        .doesNotContain(200);
    assertThat(statuses("/", "/log", "/x/login", "/x?/login", "/logout")).containsOnly(200);
    // Another client has its own.
    assertThat(task.get("/login", "X-Forwarded-For", "192.0.2.6").statusCode()).isEqualTo(200);
  }

  @Test
  void anExactPathIsNoOther() throws Exception {
    assertThat(statuses("/search", "/SEARCH", "/search?q=1")).containsOnly(200);
    assertThat(statuses(Stream.generate(() -> "/search").limit(9).toArray(String[]::new)))
        .endsWith(200, 429);
    assertThat(statuses("/search/1", "/searches")).containsOnly(200);
  }

  @Test
  void whoIsRefusedIsToldWhenToComeBack() throws Exception {
    assertThat(task.get("/five").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = task.get("/five");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().allValues("Retry-After")).containsExactly("12");
    assertThat(refused.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(task.get("/").headers().firstValue("Retry-After")).isEmpty();
  }

  @Test
  void whatIsRefusedAtOneLimitCountsAtNone() throws Exception {
    assertThat(flood(task, 1, 40, i -> "192.0.2.7", "/eleven/three"))
        .containsExactly(new Answered(3, 37));
    assertThat(flood(task, 1, 40, i -> "192.0.2.7", "/eleven"))
        .containsExactly(new Answered(8, 32));
  }

  @Test
  void theTotalIsForAllTogether() throws Exception {
    RateLimit total = RateLimit.perTask(1, PER_MINUTE).burst(29);
    try (RunningTask limited = start(settings(PLENTY).totalLimit(total))) {
      assertThat(total(flood(limited, CLIENTS, 4, i -> "198.51.100." + i, "/")))
          .isEqualTo(new Answered(30, CLIENTS * 4 - 30));
      assertThat(limited.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aDryRunRefusesNobodyAndLogsWhomItWouldRefuse() throws Exception {
    try (RunningTask dry =
        start(
            settings(ELEVEN)
                .limit("/login", ONE)
                .connectionLimit(ConnectionLimit.perClient(3))
                .dryRun())) {
      assertThat(flood(dry, 3, SENT, i -> "198.51.100." + i, "/"))
          .containsOnly(new Answered(SENT, 0));
      assertThat(flood(dry, 1, SENT, i -> "192.0.2.8", "/login"))
          .containsExactly(new Answered(SENT, 0));
      List<CompletableFuture<HttpResponse<String>>> four = held(dry, 4);
      RELEASED.release(4);
      assertThat(four).allMatch(one -> one.join().statusCode() == 200);
      Shell.run("docker", "stop", dry.proxy()).orThrow();

      List<String> would =
          RunningTask.log(dry.proxy()).stream()
              .filter(line -> line.contains("REJECTED_DRY_RUN"))
              .toList();
      assertThat(would).filteredOn(line -> line.contains("/login")).hasSize(SENT - 1);
      assertThat(would).filteredOn(line -> line.contains("/held")).hasSize(1);
      assertThat(would).hasSize(3 * (SENT - 11) + SENT - 1 + 1);
    }
  }

  /** The application answers when the test lets it: so many are in flight. */
  @Test
  void aClientHasOnlySoManyRequestsInFlight() throws Exception {
    try (RunningTask limited =
        start(settings(PLENTY).connectionLimit(ConnectionLimit.perClient(3)))) {
      List<CompletableFuture<HttpResponse<String>>> three = held(limited, 3);
      assertThat(limited.get("/", "X-Forwarded-For", "192.0.2.9").statusCode()).isEqualTo(429);
      assertThat(limited.get("/", "X-Forwarded-For", "192.0.2.10").statusCode()).isEqualTo(200);
      RELEASED.release(3);
      assertThat(three).allMatch(one -> one.join().statusCode() == 200);
      assertThat(limited.get("/", "X-Forwarded-For", "192.0.2.9").statusCode()).isEqualTo(200);

      // A connection that only waits is no request in flight.
      List<RawConnection> idle = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RawConnection connection = limited.openDirectly();
        idle.add(connection);
        assertThat(connection.send(get("/", "192.0.2.9")).readUntil("\r\n\r\nok"))
            .startsWith("HTTP/1.1 200");
      }
      for (RawConnection connection : idle) {
        connection.close();
      }
    }
  }

  private static List<CompletableFuture<HttpResponse<String>>> held(RunningTask task, int count)
      throws InterruptedException {
    List<CompletableFuture<HttpResponse<String>>> requests =
        IntStream.range(0, count)
            .mapToObj(i -> task.getLater("/held", "X-Forwarded-For", "192.0.2.9"))
            .toList();
    assertThat(HELD.tryAcquire(count, 20, TimeUnit.SECONDS)).isTrue();
    return requests;
  }

  /** How many requests were admitted, and how many refused with 429. */
  private record Answered(int ok, int refused) {
    private static final Pattern OK = Pattern.compile("HTTP/1\\.1 200 ");
    private static final Pattern REFUSED = Pattern.compile("HTTP/1\\.1 429 ");

    static Answered of(String answers) {
      return new Answered(
          (int) OK.matcher(answers).results().count(),
          (int) REFUSED.matcher(answers).results().count());
    }
  }

  private static Answered total(List<Answered> all) {
    return new Answered(
        all.stream().mapToInt(Answered::ok).sum(), all.stream().mapToInt(Answered::refused).sum());
  }

  private static List<Integer> statuses(String... targets) throws IOException {
    List<Integer> statuses = new ArrayList<>();
    for (String target : targets) {
      try (RawConnection connection = task.openDirectly()) {
        connection.send(closing(get(target, "192.0.2.5")));
        String answer = connection.readToEnd(Duration.ofSeconds(20));
        statuses.add(Integer.parseInt(answer.substring(9, 12)));
      }
    }
    return statuses;
  }

  private static String get(String target, String client) {
    return "GET %s HTTP/1.1\r\nHost: example.com\r\nX-Forwarded-For: %s\r\n\r\n"
        .formatted(target, client);
  }

  /** All connections at once, and on each so many requests, one behind the other. */
  private static List<Answered> flood(
      RunningTask task, int connections, int requests, IntFunction<String> client, String target)
      throws Exception {
    return each(
        task,
        connections,
        i -> IntStream.range(0, requests).mapToObj(n -> get(target, client.apply(i))));
  }

  /** So many clients, with a request each. */
  private static List<Answered> crowd(RunningTask task, int clients) throws Exception {
    int connections = Math.min(clients, 20);
    int each = clients / connections;
    return each(
        task,
        connections,
        i ->
            IntStream.range(i * each, (i + 1) * each)
                .mapToObj(n -> get("/one", "10.9." + n / 250 + "." + n % 250)));
  }

  private static List<Answered> each(
      RunningTask task, int connections, IntFunction<Stream<String>> requests) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(Math.min(connections, 64));
    try {
      List<Future<Answered>> all =
          IntStream.range(0, connections)
              .mapToObj(i -> clients.submit(() -> exchange(task, requests.apply(i).toList())))
              .toList();
      List<Answered> answered = new ArrayList<>();
      for (Future<Answered> one : all) {
        answered.add(one.get());
      }
      return answered;
    } finally {
      clients.shutdown();
    }
  }

  /** So few at a time that neither side's buffers are full before the other reads. */
  private static Answered exchange(RunningTask task, List<String> requests) throws IOException {
    List<Answered> answered = new ArrayList<>();
    for (int i = 0; i < requests.size(); i += PIPELINED) {
      List<String> some = requests.subList(i, Math.min(i + PIPELINED, requests.size()));
      String bytes = String.join("", some.subList(0, some.size() - 1));
      try (RawConnection connection = task.openDirectly()) {
        connection.send(bytes).send(closing(some.get(some.size() - 1)));
        answered.add(Answered.of(connection.readToEnd(Duration.ofSeconds(20))));
      }
    }
    return total(answered);
  }

  private static String closing(String request) {
    return request.replace("Host: ", "Connection: close\r\nHost: ");
  }
}
