package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.ArrivedRequest;
import dev.breakwater.Golden;
import dev.breakwater.RawConnection;
import dev.breakwater.RecordedConnection;
import dev.breakwater.RecordingUpstream;
import dev.breakwater.RunningTask;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that two programs may read in two ways: what of them reaches an application that records
 * every byte.
 */
@Tag("docker")
final class ProxySmugglingTest {
  private static final Pattern MARK = Pattern.compile("s\\d{3}");

  private static final Pattern STATUS = Pattern.compile("\\AHTTP/1\\.1 (\\d{3}) ");

  /** What the proxy adds to every request, and differs from run to run. */
  private static final Pattern ADDED =
      Pattern.compile("(X-Request-ID|X-Real-IP|X-Forwarded-For|X-Forwarded-Proto): [^\\r]*\\r\\n");

  private static Attack hardened;

  /** Sends bytes, and reads what comes back. */
  @FunctionalInterface
  private interface Client {
    String exchange(RunningTask task, String bytes) throws Exception;
  }

  /** All shapes against one proxy: what it answered, and what arrived. */
  private record Attack(Map<String, String> answers, RecordingUpstream upstream) {

    static Attack on(RunningTask task, RecordingUpstream upstream) throws Exception {
      return on(task, upstream, Attack::exchange);
    }

    static Attack on(RunningTask task, RecordingUpstream upstream, Client client) throws Exception {
      Map<String, Future<String>> answers = new TreeMap<>();
      ExecutorService clients = Executors.newFixedThreadPool(64);
      for (Shape shape : Shape.all()) {
        String mark = mark(shape);
        answers.put(mark, clients.submit(() -> client.exchange(task, shape.bytes(mark))));
      }
      clients.shutdown();
      Map<String, String> all = new TreeMap<>();
      for (Map.Entry<String, Future<String>> answer : answers.entrySet()) {
        all.put(answer.getKey(), answer.getValue().get());
      }
      return new Attack(all, upstream);
    }

    private static String exchange(RunningTask task, String bytes) throws IOException {
      try (RawConnection connection = task.openDirectly()) {
        return connection.send(bytes).readToEnd(Duration.ofSeconds(4));
      } catch (SocketException e) {
        return "refused while it was sent";
      }
    }

    /** The body a while after the head, so that the proxy cannot know how long it is. */
    private static String inTwoPieces(RunningTask task, String bytes)
        throws IOException, InterruptedException {
      int body = bytes.contains("\r\n\r\n") ? bytes.indexOf("\r\n\r\n") + 4 : bytes.length();
      try (RawConnection connection = task.openDirectly()) {
        connection.send(bytes.substring(0, body));
        Thread.sleep(300);
        return connection.send(bytes.substring(body)).readToEnd(Duration.ofSeconds(4));
      } catch (SocketException e) {
        return "refused after the head";
      }
    }

    String status(Shape shape) {
      Matcher status = STATUS.matcher(answers.get(mark(shape)));
      return status.find() ? status.group(1) : "no status line";
    }

    List<ArrivedRequest> arrived(Shape shape) {
      return upstream.requests().stream()
          .filter(request -> request.head().contains(mark(shape)))
          .toList();
    }

    /** What could be read differently in the requests that a shape became. */
    List<String> hazards(Shape shape) {
      List<String> hazards = new ArrayList<>();
      arrived(shape).forEach(request -> hazards.addAll(Hazard.of(request)));
      upstream.connections().stream()
          .filter(connection -> !connection.odd().isEmpty())
          .filter(connection -> connection.odd().contains(mark(shape)))
          .forEach(connection -> hazards.add(connection.odd()));
      return hazards;
    }
  }

  @BeforeAll
  static void attack() throws Exception {
    try (RecordingUpstream upstream = RecordingUpstream.start();
        RunningTask task = RunningTask.start(settings().build(), upstream)) {
      hardened = Attack.on(task, upstream);
    }
  }

  private static ProxySettings.Builder settings() {
    return ProxySettings.builder(RecordingUpstream.ADDRESS)
        .rateLimit(RateLimit.perClient(RateLimit.MAX_RATE, PER_SECOND).burst(1000))
        .clientTimeout(Duration.ofSeconds(1))
        .keepAlive(Duration.ofSeconds(1));
  }

  static List<Shape> shapes() {
    return Shape.all();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void reachesTheApplicationPlainOrNotAtAll(Shape shape) {
    assertThat(hardened.hazards(shape)).isEmpty();
    assertThat(hardened.arrived(shape)).hasSizeLessThan(2);
  }

  /** Without a proxy each of them can be read in two ways: the judge says so. */
  @ParameterizedTest
  @MethodSource("shapes")
  void isAHazardWithoutAProxy(Shape shape) {
    assertThat(Hazard.of(RecordingUpstream.receive(shape.bytes(mark(shape))))).isNotEmpty();
  }

  @Test
  void areSixtyAtLeast() {
    assertThat(Shape.all()).hasSizeGreaterThan(60);
    assertThat(Shape.all()).extracting(Shape::name).doesNotHaveDuplicates();
  }

  @Test
  void leaveNothingUnrecognisedBehind() {
    assertThat(hardened.upstream().requests())
        .allMatch(request -> MARK.matcher(request.head()).find());
    assertThat(hardened.upstream().connections())
        .extracting(RecordedConnection::odd)
        .containsOnly("");
  }

  @Test
  void becomeWhatTheGoldenFileSays() throws IOException {
    Golden.check(
        Path.of("src/test/resources/golden/proxy/malformed.txt"),
        Shape.all().stream().map(ProxySmugglingTest::line).collect(Collectors.joining()));
  }

  private static String line(Shape shape) {
    String arrived =
        hardened.arrived(shape).stream()
            .map(request -> ADDED.matcher(request.head()).replaceAll("") + request.body())
            .map(text -> text.strip().replace("\r\n", " | "))
            .collect(Collectors.joining(" || "));
    return shape.name()
        + ": "
        + hardened.status(shape)
        + (arrived.isEmpty() ? "" : ", arrives as " + arrived)
        + "\n";
  }

  /** The same where bodies are passed on as they come. */
  @Test
  void reachTheApplicationPlainOrNotAtAllWhereUploadsAreStreamed() throws Exception {
    try (RecordingUpstream upstream = RecordingUpstream.start();
        RunningTask task = RunningTask.start(settings().upload("/", 1024).build(), upstream)) {
      Attack streamed = Attack.on(task, upstream, Attack::inTwoPieces);

      assertThat(Shape.all()).allMatch(shape -> streamed.hazards(shape).isEmpty());
      assertThat(upstream.requests())
          .anyMatch(
              request ->
                  request.values("Transfer-Encoding").anyMatch("chunked"::equals)
                      && request.body().equals("hello"));
    }
  }

  /** A few hundred of chance; {@code -Dshapes.mutants=20000} tries more, and others. */
  @Test
  void changedByChanceReachTheApplicationPlainOrNotAtAll() throws Exception {
    int count = Integer.getInteger("shapes.mutants", 300);
    ShapeMutants mutants = new ShapeMutants(count);
    ExecutorService clients = Executors.newFixedThreadPool(64);
    try (RecordingUpstream upstream = RecordingUpstream.start();
        RunningTask task = RunningTask.start(settings().build(), upstream)) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String bytes = mutants.next();
        answers.add(clients.submit(() -> Attack.exchange(task, bytes)));
      }
      for (Future<String> answer : answers) {
        answer.get();
      }

      assertThat(upstream.requests()).hasSizeGreaterThan(count / 20);
      assertThat(upstream.connections()).flatExtracting(Hazard::of).isEmpty();
    } finally {
      clients.shutdown();
    }
  }

  /**
   * nginx 1.22 ends a chunk extension at a bare LF. Who sends that can send a second request as
   * well: both are counted, and arrive plain.
   */
  @Test
  void endAChunkExtensionAtALineFeedForProxyAndApplicationAlike() throws Exception {
    try (RecordingUpstream upstream = RecordingUpstream.start();
        RunningTask task = RunningTask.start(settings().build(), upstream)) {
      Attack.exchange(
          task,
          "POST /first%1$sTransfer-Encoding: chunked\r\n\r\n0;\n\nGET /second%1$sConnection: close\r\n\r\n"
              .formatted(" HTTP/1.1\r\nHost: example.com\r\n"));

      assertThat(upstream.requests())
          .extracting(ArrivedRequest::target)
          .containsExactly("/first", "/second");
    }
  }

  /** The naive configuration hands several of them on. */
  @Test
  void reachTheApplicationThroughTheNaiveProxy() throws Exception {
    try (RecordingUpstream upstream = RecordingUpstream.start();
        RunningTask task = RunningTask.naive(upstream)) {
      Attack naive = Attack.on(task, upstream);

      List<String> passed =
          Shape.all().stream()
              .filter(shape -> !naive.hazards(shape).isEmpty())
              .map(Shape::name)
              .toList();
      assertThat(passed)
          .contains(
              "path parameter on ..",
              "encoded CR LF",
              "fragment",
              "backslash",
              "Connection names the client's address")
          .hasSizeGreaterThanOrEqualTo(8);
    }
  }

  private static String mark(Shape shape) {
    return "s%03d".formatted(Shape.all().indexOf(shape));
  }
}
