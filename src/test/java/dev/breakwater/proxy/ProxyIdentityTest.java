package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_MINUTE;
import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.ArrivedRequest;
import dev.breakwater.RawConnection;
import dev.breakwater.RecordingUpstream;
import dev.breakwater.RunningTask;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who the client is: what it says of itself, and what the proxy makes of it. */
@Tag("docker")
final class ProxyIdentityTest {
  /** The engine's own networks: the test's connections come from their gateway. */
  private static final String ENGINE = "172.16.0.0/12";

  private static RecordingUpstream upstream;

  /** It trusts the peer that the test is. */
  private static RunningTask trusting;

  /** It trusts nobody, and allows GET alone. */
  private static RunningTask wary;

  /** It trusts the peer, and admits one request a minute of each client. */
  private static RunningTask scarce;

  private static RunningTask naive;

  private static String peer;

  @BeforeAll
  static void start() throws IOException {
    RateLimit plenty = RateLimit.perClient(RateLimit.MAX_RATE, PER_SECOND).burst(1000);
    upstream = RecordingUpstream.start();
    trusting = RunningTask.start(settings().rateLimit(plenty).trust(ENGINE).build(), upstream);
    wary = RunningTask.start(settings().rateLimit(plenty).methods("GET").build(), upstream);
    scarce =
        RunningTask.start(
            settings().rateLimit(RateLimit.perClient(1, PER_MINUTE)).trust(ENGINE).build(),
            upstream);
    naive = RunningTask.naive(upstream);
    peer = told(wary, "", "X-Real-IP");
  }

  private static ProxySettings.Builder settings() {
    return ProxySettings.builder(RecordingUpstream.ADDRESS);
  }

  @AfterAll
  static void stop() {
    Stream.of(trusting, wary, scarce, naive).forEach(RunningTask::close);
    upstream.close();
  }

  /** What a client sends (lines split by |), and whom a trusted peer that sends it speaks for. */
  static Stream<String[]> forwarded() {
    return Stream.of(
            "198.51.100.7 > 198.51.100.7",
            "6.6.6.6, 198.51.100.7 > 198.51.100.7",
            "6.6.6.6,198.51.100.7 > 198.51.100.7",
            "6.6.6.6 , \t 198.51.100.7 > 198.51.100.7",
            "  198.51.100.7   > 198.51.100.7",
            "6.6.6.6, 6.6.6.7, 6.6.6.8, 198.51.100.7 > 198.51.100.7",
            "6.6.6.6|198.51.100.7 > 198.51.100.7",
            "198.51.100.6|6.6.6.6, 198.51.100.7 > 198.51.100.7",
            "198.51.100.7, > 198.51.100.7",
            "garbage, 198.51.100.7 > 198.51.100.7",
            "'; drop table clients --, 198.51.100.7 > 198.51.100.7",
            "198.51.100.7:4711 > 198.51.100.7",
            "6.6.6.6:1, 198.51.100.7:65535 > 198.51.100.7",
            "172.17.0.9 > 172.17.0.9",
            "127.0.0.1 > 127.0.0.1",
            "2001:db8::7 > 2001:db8::7",
            "2001:DB8:0:0:0:0:0:7 > 2001:db8::7",
            "6.6.6.6, 2001:db8::7 > 2001:db8::7",
            "[2001:db8::7]:443 > 2001:db8::7",
            "::ffff:198.51.100.7 > ::ffff:198.51.100.7",
            "::1 > ::1",
            "6.6.6.6, ".repeat(700) + "198.51.100.7 > 198.51.100.7",
            // What is no address is nobody's: the peer itself counts.
            " > peer",
            ", > peer",
            "unknown > peer",
            "198.51.100.7, unknown > peer",
            "198.51.100.7|unknown > peer",
            "_hidden > peer",
            "198.51.100 > peer",
            "198.51.100.7.8 > peer",
            "198.51.100.256 > peer",
            "3325256711 > peer",
            "0xc6336407 > peer",
            "198.51.100.7:x > peer",
            "198.51.100.7:99999 > peer",
            "[2001:db8::7] > peer",
            "2001:db8::7%eth0 > peer",
            "2001:db8:::7 > peer",
            "unix: > peer",
            "example.com > peer",
            "for=198.51.100.7 > peer",
            "\"198.51.100.7\" > peer",
            "\u00b9\u00b2.1.1.1 > peer",
            "x".repeat(4000) + " > peer")
        .map(line -> line.split(" > ", -1));
  }

  @ParameterizedTest
  @MethodSource("forwarded")
  void aTrustedPeerSpeaksForTheLastAddressOnly(String sent, String client) throws IOException {
    String expected = client.equals("peer") ? peer : client;

    assertThat(told(trusting, lines(sent), "X-Real-IP")).isEqualTo(expected);
    assertThat(told(trusting, lines(sent), "X-Forwarded-For")).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("forwarded")
  void anybodyElseSpeaksForNobody(String sent, String client) throws IOException {
    assertThat(told(wary, lines(sent), "X-Real-IP")).isEqualTo(peer);
    assertThat(told(wary, lines(sent), "X-Forwarded-For")).isEqualTo(peer);
  }

  /** A real second peer: from inside the task, on loopback. */
  @Test
  void aPeerOutsideTheTrustedNetworksSpeaksForNobodyInTheSameTask() {
    String mark = "/" + UUID.randomUUID();
    trusting.exchangeFromInside(
        request(mark, "X-Forwarded-For: 198.51.100.7\r\nX-Forwarded-Proto: https\r\n"));

    ArrivedRequest arrived = arrived(mark);
    assertThat(arrived.values("X-Real-IP")).containsExactly("127.0.0.1");
    assertThat(arrived.values("X-Forwarded-For")).containsExactly("127.0.0.1");
    assertThat(arrived.values("X-Forwarded-Proto")).containsExactly("http");
  }

  @Test
  void theNaiveProxyLetsAClientSayAnything() throws IOException {
    assertThat(told(naive, lines("6.6.6.6"), "X-Forwarded-For")).isEqualTo("6.6.6.6");
    assertThat(told(naive, "X-Real-IP: 6.6.6.6\r\n", "X-Real-IP")).isEqualTo("6.6.6.6");
    assertThat(told(naive, "X-Forwarded-Proto: https\r\n", "X-Forwarded-Proto")).isEqualTo("https");
  }

  @ParameterizedTest
  @CsvSource({
    // An IPv4 address by itself, however it is written.
    "198.51.100.1, 198.51.100.2, false",
    "198.51.100.3, 198.51.100.3:99, true",
    "198.51.100.4, ::ffff:198.51.100.4, true",
    "::ffff:198.51.100.5, 198.51.100.5, true",
    "198.51.100.6, ::ffff:c633:6406, true",
    "::ffff:198.51.100.7, ::ffff:198.51.100.8, false",
    // Bytes that mean something to a regular expression.
    "10.10.10.10, 10.10.10.11, false",
    "0.0.0.0, 0.0.0.1, false",
    "::ffff:10.10.0.10, 10.10.0.10, true",
    // An IPv6 /64.
    "2001:db8:0:1::1, 2001:db8:0:1:ffff:ffff:ffff:ffff, true",
    "2001:db8:0:2::1, 2001:db8:0:3::1, false",
    "2001:db8:0:4::a0a, 2001:db8:0:4:a0a:a0a:a0a:a0a, true",
    "a0a:a0a:a0a:a0a::1, a0a:a0a:a0a:a0a::2, true",
    "a0a:a0a:a0a:a0b::1, a0a:a0a:a0a:a0c::1, false",
    // Not mapped, only similar.
    "::198.51.100.9, ::ffff:198.51.100.9, false",
    "0:0:0:1:ffff::, 198.51.100.10, false",
  })
  void countsAClientByItsAddressOrItsNetwork(String one, String other, boolean same)
      throws IOException {
    assertThat(status(scarce, "/", lines(one))).isEqualTo("200");
    assertThat(status(scarce, "/", lines(other))).isEqualTo(same ? "429" : "200");
  }

  @Test
  void theNaiveProxyCountsNobody() throws IOException {
    for (int i = 0; i < 5; i++) {
      assertThat(status(naive, "/", "")).isEqualTo("200");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "http>http", "https>https", "HTTPS>https", "https, http>http", "http, https>http",
        "wss>http", "''>http", "http|https>http", "javascript:>http", "https/>http"
      })
  void onlyATrustedPeersPlainWordIsTakenForTheScheme(String sent, String scheme)
      throws IOException {
    String lines = lines(sent).replace("X-Forwarded-For", "X-Forwarded-Proto");

    assertThat(told(trusting, lines, "X-Forwarded-Proto")).isEqualTo(scheme);
    assertThat(told(wary, lines, "X-Forwarded-Proto")).isEqualTo("http");
  }

  @ParameterizedTest
  @CsvSource({"443,443", "80,80", "0,", "443x,", "-1,", "100000,", "'443, 80',"})
  void onlyATrustedPeersPlainNumberIsTakenForThePort(String sent, String port) throws IOException {
    String line = "X-Forwarded-Port: " + sent + "\r\n";

    assertThat(told(trusting, line, "X-Forwarded-Port")).isEqualTo(port == null ? "" : port);
    assertThat(told(wary, line, "X-Forwarded-Port")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CF-Connecting-IP",
        "CF-Connecting-IPv6",
        "Client-IP",
        "Fastly-Client-IP",
        "Forwarded",
        "Forwarded-For",
        "Front-End-Https",
        "Proxy",
        "Proxy-Client-IP",
        "True-Client-IP",
        "WL-Proxy-Client-IP",
        "X-Azure-ClientIP",
        "X-Client-IP",
        "X-Cluster-Client-IP",
        "X-Envoy-External-Address",
        "X-Forwarded",
        "X-Forwarded-Client-Cert",
        "X-Forwarded-Host",
        "X-Forwarded-Path",
        "X-Forwarded-Prefix",
        "X-Forwarded-Protocol",
        "X-Forwarded-Scheme",
        "X-Forwarded-Server",
        "X-Forwarded-Ssl",
        "X-Host",
        "X-HTTP-Host-Override",
        "X-Original-Forwarded-For",
        "X-Original-Host",
        "X-Original-URL",
        "X-Originating-IP",
        "X-ProxyUser-Ip",
        "X-Real-IP",
        "X-Remote-Addr",
        "X-Remote-IP",
        "X-Rewrite-URL",
        "X-Scheme",
        "X-Url-Scheme",
        "x-real-ip",
        "X_Real_IP",
        "X_Forwarded_For",
        "X.Real.IP",
      })
  void noHeaderOfTheClientNamesAnybodyOrAnotherTarget(String header) throws IOException {
    for (RunningTask task : List.of(trusting, wary)) {
      String mark = "/" + UUID.randomUUID();
      exchange(task, request(mark, header + ": 6.6.6.6\r\nX-Harmless: passes\r\n"));

      assertThat(arrived(mark).head()).contains("X-Harmless: passes").doesNotContain("6.6.6.6");
    }
    // nginx by itself drops only names with underscores and dots.
    String mark = "/" + UUID.randomUUID();
    exchange(naive, request(mark, header + ": 6.6.6.6\r\n"));
    assertThat(arrived(mark).head().contains("6.6.6.6")).isEqualTo(!header.matches(".*[_.].*"));
  }

  /** An application trusts in them; where nobody is trusted, no load balancer has set them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amzn-Mtls-Clientcert",
        "X-Amzn-Mtls-Clientcert-Subject",
        "X-Amzn-Oidc-Accesstoken",
        "X-Amzn-Oidc-Data",
        "X-Amzn-Oidc-Identity"
      })
  void onlyALoadBalancerSaysWhoHasSignedIn(String header) throws IOException {
    assertThat(told(trusting, header + ": somebody\r\n", header)).isEqualTo("somebody");
    assertThat(told(wary, header + ": somebody\r\n", header)).isEmpty();
  }

  /** The wary proxy allows methods by name. */
  @ParameterizedTest
  @ValueSource(strings = {"X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override"})
  void noHeaderNamesAMethodWhereMethodsAreChosen(String header) throws IOException {
    assertThat(told(trusting, header + ": DELETE\r\n", header)).isEqualTo("DELETE");
    assertThat(told(wary, header + ": DELETE\r\n", header)).isEmpty();
    assertThat(status(wary, "DELETE", "/", "")).isEqualTo("405");
  }

  @Test
  void theRequestIdIsTheProxysOwn() throws IOException {
    assertThat(told(trusting, "X-Request-ID: 6.6.6.6\r\n", "X-Request-ID")).matches("[0-9a-f]{32}");
    assertThat(told(naive, "X-Request-ID: 6.6.6.6\r\n", "X-Request-ID")).isEqualTo("6.6.6.6");
  }

  @Test
  void theProxyProtocolIsNotSpoken() throws IOException {
    String mark = "/" + UUID.randomUUID();
    for (String preface :
        List.of(
            "PROXY TCP4 6.6.6.6 10.0.0.1 5 80\r\n",
            "PROXY UNKNOWN\r\n",
            "\r\n\r\n\0\r\nQUIT\n!\u0011\0\f\u0006\u0006\u0006\u0006\n\0\0\u0001\0\u0005\0P")) {
      for (RunningTask task : List.of(trusting, wary)) {
        assertThat(exchange(task, preface + request(mark, ""))).startsWith("HTTP/1.1 400");
      }
    }
    assertThat(upstream.requests()).noneMatch(request -> request.target().equals(mark));
  }

  @Test
  void theLoadBalancersProbeIsFree() throws IOException {
    for (int i = 0; i < 5; i++) {
      assertThat(status(scarce, "GET", "/health", "")).isEqualTo("200");
    }
  }

  /** Each differs from the probe in one thing, and is the second request of its client. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      nullValues = "-",
      value = {
        "HEAD /health -",
        "POST /health -",
        "OPTIONS /health -",
        "GET /health? -",
        "GET /health?x -",
        "GET /health/ -",
        "GET //health -",
        "GET /./health -",
        "GET /x/../health -",
        "GET /%68ealth -",
        "GET /health;x -",
        "GET /Health -",
        "GET /health%20 -",
        "GET / -",
        "GET /health 198.51.100.50",
        "GET /health garbage",
      })
  void nothingElseIsFree(String method, String target, String forwarded) throws IOException {
    String lines = forwarded == null ? "" : lines(forwarded);
    status(scarce, method, target, lines);

    assertThat(status(scarce, method, target, lines)).isEqualTo("429");
  }

  @Test
  void norIsTheProbeOfAPeerThatIsNotTrusted() {
    assertThat(scarce.exchangeFromInside(request("/health", ""))).startsWith("HTTP/1.1 200");
    assertThat(scarce.exchangeFromInside(request("/health", ""))).startsWith("HTTP/1.1 429");
  }

  private static String lines(String sent) {
    return Stream.of(sent.split("\\|", -1))
        .map(value -> "X-Forwarded-For: " + value + "\r\n")
        .reduce("", String::concat);
  }

  private static String request(String target, String headers) {
    return "GET "
        + target
        + " HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n"
        + headers
        + "\r\n";
  }

  private static String status(RunningTask task, String target, String headers) throws IOException {
    return status(task, "GET", target, headers);
  }

  private static String status(RunningTask task, String method, String target, String headers)
      throws IOException {
    return exchange(task, request(target, headers).replaceFirst("GET", method)).substring(9, 12);
  }

  private static String exchange(RunningTask task, String bytes) throws IOException {
    try (RawConnection connection = task.openDirectly()) {
      return connection.send(bytes).readToEnd(Duration.ofSeconds(20));
    }
  }

  /** The one value of a header that reached the application; empty where none did. */
  private static String told(RunningTask task, String headers, String header) throws IOException {
    String mark = "/" + UUID.randomUUID();
    exchange(task, request(mark, headers));
    List<String> values = arrived(mark).values(header).toList();
    assertThat(values).hasSizeLessThan(2);
    return values.isEmpty() ? "" : values.get(0);
  }

  private static ArrivedRequest arrived(String target) {
    List<ArrivedRequest> arrived =
        upstream.requests().stream().filter(request -> request.target().equals(target)).toList();
    assertThat(arrived).hasSize(1);
    return arrived.get(0);
  }
}
