package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.RunningTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filter refuses and what it lets through, each beside its twin without a filter. */
@Tag("docker")
final class ProxyFilterTest {
  /** The engine's own network: who comes through a published port shows as its gateway. */
  private static final String ENGINE = "172.16.0.0/12";

  private static final Path ORDINARY = Path.of("src/test/resources/ordinary-paths.txt");
  private static final String WELCOME = "X-Forwarded-For: 198.51.100.1";

  private static RunningTask standard;
  private static RunningTask chosen;
  private static RunningTask off;

  @BeforeAll
  static void start() {
    standard = start(RequestFilter.builder().withoutPenalty().build());
    chosen =
        start(
            RequestFilter.builder()
                .with(ProbeGroup.values())
                .without(ProbeGroup.WORDPRESS)
                .withDisguises()
                .allowNetwork("198.51.100.0/24")
                .allowNetwork("2001:db8::/32")
                .denyNetwork("198.51.100.128/25")
                .denyPaths("/internal", "/api/v1.0/admin/")
                .denyAgents("sqlmap", "Nikto/2")
                .contentTypes("application/json", "application/vnd.api+json")
                .maxQueryLength(100)
                .withoutPenalty()
                .build());
    off = start(RequestFilter.off());
  }

  @AfterAll
  static void stop() {
    standard.close();
    chosen.close();
    off.close();
  }

  private static RunningTask start(RequestFilter filter) {
    RateLimit plenty =
        RateLimit.perClient(RateLimit.MAX_RATE, PER_SECOND).burst(RateLimit.MAX_BURST);
    return RunningTask.start(
        ProxySettings.builder(Upstream.loopback(8081))
            .trust(ENGINE)
            .rateLimit(plenty)
            .requestFilter(filter)
            .build());
  }

  /** The path goes over the wire as it stands. */
  private static String get(RunningTask task, String path, String... headers) throws IOException {
    return send(task, "GET " + path, "", headers);
  }

  private static String send(RunningTask task, String line, String body, String... headers)
      throws IOException {
    String lines = Stream.of(headers).map(header -> header + "\r\n").reduce("", String::concat);
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    String request =
        line
            + " HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n"
            + lines
            + length
            + "\r\n"
            + body;
    String answer = task.exchange(request);
    // On a busy machine two seconds can pass without a byte.
    for (int attempt = 0; answer.equals("<still open>") && attempt < 5; attempt++) {
      answer = task.exchange(request);
    }
    return answer;
  }

  /** The proxy's own answers, and none of the sample's, have a body with the request's number. */
  private static void assertRefused(String answer, int status) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains("{\"status\":" + status + ",\"error\":\"");
  }

  private static void assertReached(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 ").doesNotContainPattern("\\{\"status\":\\d");
  }

  private static Stream<String> examples(boolean byDefault) {
    return Arrays.stream(ProbeGroup.values())
        .filter(group -> group.byDefault() == byDefault)
        .flatMap(group -> group.paths().stream())
        .map(ProbePath::example);
  }

  static Stream<String> probes() {
    return examples(true);
  }

  static Stream<String> probesByChoice() {
    return examples(false);
  }

  static Stream<String> ordinary() throws IOException {
    return Files.readAllLines(ORDINARY).stream();
  }

  @ParameterizedTest
  @MethodSource("probes")
  void answersAProbeAsIfThereWereNothing(String path) throws IOException {
    assertRefused(get(standard, path), 404);
    assertReached(get(off, path));
  }

  @ParameterizedTest
  @MethodSource("probesByChoice")
  void answersMoreProbesByChoice(String path) throws IOException {
    assertRefused(get(chosen, path, WELCOME), 404);
    assertReached(get(standard, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%2egit/config",
        "/%2E%67it/config",
        "/.GIT/config",
        "//.git//config",
        "/./.git/config",
        "/.git",
        "/.git/",
        "/.git?x",
        "/app/deep/.git/HEAD",
        "/.git%2fconfig",
        "/.git;x=1/config",
        "/.git./config",
        "/.git%20/config",
        "/api/../.env",
        "/.env",
        "/.Env.LOCAL",
        "/.env~",
        "/.envrc",
        "/%2e%65%6e%76",
        "/wp-login.php/x",
        "/blog/WP-Login.php?action=lostpassword",
        "/wp-admin",
        "/index.php~",
        "/js/app.js.orig",
        "/settings.py.swp",
        "/phpmyadmin2/index.php"
      })
  void knowsAProbeHoweverItIsWritten(String path) throws IOException {
    assertRefused(get(standard, path), 404);
    assertReached(get(off, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/b/%2e%2e/c",
        "/a/b/%2E./c",
        "/a/b/.%2e/c",
        "/a/b/%2e%2e",
        "/a/b/%2e%2e?c",
        "/a/b/..%2fc",
        "/a/b/..%2Fc",
        "/a/b%2f../c",
        "/a/b/..%5cc",
        "/a%5c..%5cc",
        "/a/b/%252e%252e/c",
        "/a/b/%25252e%25252e/c",
        "/a/b/..%252fc",
        "/a/b/..%255cc",
        "/a/b/%c0%ae%c0%ae/c",
        "/a/b/%C0%AF..%c0%af/c",
        "/a/b/%c1%9c../c",
        "/a/b/%e0%80%ae%e0%80%ae/c",
        "/a/b/%f0%80%80%ae/c",
        "/%252egit/config"
      })
  void refusesADisguise(String path) throws IOException {
    assertRefused(get(standard, path), 400);
    assertReached(get(off, path));
    assertReached(get(chosen, path, WELCOME));
  }

  /** Broken for nginx or for the strict checks, whatever the filter says. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a%00",
        "/a%00.png",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/a%zz",
        "/a\u0001",
        "/a\u007f",
        "/a/b/..\\c",
        "/a/..;/b",
        "/a/..%3bx/b",
        "/a%0d%0aSet-Cookie:x",
        "/a%01",
        "/a%1b[31m",
        "/a%7f"
      })
  void refusesWhatIsBroken(String path) throws IOException {
    assertRefused(get(standard, path), 400);
    assertRefused(get(off, path), 400);
  }

  @ParameterizedTest
  @MethodSource("ordinary")
  void letsAnOrdinaryPathThrough(String path) throws IOException {
    assertReached(get(standard, path));
  }

  @Test
  void hasEnoughOrdinaryPaths() throws IOException {
    assertThat(ordinary()).doesNotHaveDuplicates().hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/wp-login.php", "/xmlrpc.php", "/wp-admin/", "/wp-cron.php"})
  void letsASwitchedOffGroupThrough(String path) throws IOException {
    assertReached(get(chosen, path.replace(".php", ""), WELCOME));
    assertRefused(get(standard, path), 404);
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1,0",
    "::ffff:198.51.100.1,0",
    "2001:db8:7::1,0",
    "198.51.100.129,403",
    "203.0.113.1,403",
    "2001:db9::1,403",
    "'198.51.100.1, 203.0.113.1',403"
  })
  void servesTheNetworksThatAreWelcome(String client, int status) throws IOException {
    String answer = get(chosen, "/api", "X-Forwarded-For: " + client);
    if (status == 0) {
      assertReached(answer);
    } else {
      assertRefused(answer, status);
    }
    assertReached(get(off, "/api", "X-Forwarded-For: " + client));
  }

  @Test
  void servesTheLoadBalancersProbeFromAnyNetwork() throws IOException {
    assertReached(get(chosen, "/health"));
    assertRefused(get(chosen, "/api"), 403);
    assertRefused(get(chosen, "/health", "X-Forwarded-For: 203.0.113.1"), 403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal",
        "/internal/",
        "/internal/x?y",
        "/INTERNAL",
        "//internal",
        "/x/../internal",
        "/%69nternal",
        "/internal;x",
        "/internal%2fx",
        "/api/v1.0/admin",
        "/api/v1.0/admin/users"
      })
  void deniesAPath(String path) throws IOException {
    assertRefused(get(chosen, path, WELCOME), 404);
    assertReached(get(standard, path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/internally", "/x/internal", "/api/v1x0/admin", "/api/v1.0/admins"})
  void deniesOnlyThat(String path) throws IOException {
    assertReached(get(chosen, path, WELCOME));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlmap/1.8", "Mozilla/5.0 (SQLMAP)", "Mozilla/5.00 (nikto/2.1.6)"})
  void deniesAnAgent(String agent) throws IOException {
    assertRefused(get(chosen, "/api", WELCOME, "User-Agent: " + agent), 403);
    assertReached(get(standard, "/api", "User-Agent: " + agent));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,0",
    "Application/JSON,0",
    "application/json; charset=utf-8,0",
    "application/vnd.api+json,0",
    "application/vndxapi+json,415",
    "application/jsonx,415",
    "text/xml,415",
    "x application/json,415",
    "'',415"
  })
  void takesTheTypesThatWereChosen(String type, int status) throws IOException {
    String header = type.isEmpty() ? "X: y" : "Content-Type: " + type;
    String answer = send(chosen, "POST /api", "{}", WELCOME, header);
    if (status == 0) {
      assertReached(answer);
    } else {
      assertRefused(answer, status);
    }
    assertReached(send(standard, "POST /api", "{}", header));
  }

  @Test
  void asksForATypeOnlyWhereThereIsABody() throws IOException {
    assertReached(get(chosen, "/api", WELCOME));
    assertReached(send(chosen, "POST /api", "", WELCOME, "Content-Length: 0"));
    String chunked = "2\r\n{}\r\n0\r\n\r\n";
    assertRefused(
        chosen.exchange(
            "POST /api HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n"
                + WELCOME
                + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunked),
        415);
  }

  @Test
  void limitsTheQueryString() throws IOException {
    assertReached(get(chosen, "/api?" + "x".repeat(100), WELCOME));
    assertRefused(get(chosen, "/api?" + "x".repeat(101), WELCOME), 414);
    assertReached(get(standard, "/api?" + "x".repeat(101)));
  }

  @Test
  void refusesBodiesAndOtherMethodsAlike() throws IOException {
    for (String method : List.of("POST", "PUT", "HEAD", "OPTIONS", "PROPFIND")) {
      assertThat(send(standard, method + " /.env", "x=1")).startsWith("HTTP/1.1 404");
    }
  }
}
