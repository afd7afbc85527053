package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.breakwater.Images;
import dev.breakwater.RunningTask;
import dev.breakwater.Shell;
import dev.breakwater.proxy.HttpFile.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks and ordinary requests at the flavour with inspection, blocking and not, and without. */
@Tag("docker")
final class ProxyInspectionTest {
  private static final String SECRET = "hunter2Zk7";

  private static RunningTask blocking;
  private static RunningTask detecting;
  private static RunningTask plain;

  @BeforeAll
  static void start() {
    plain = RunningTask.start(settings().build());
    detecting =
        RunningTask.start(
            settings().inspection(RequestInspection.coreRuleSet().detectionOnly()).build());
    blocking =
        RunningTask.start(
            settings()
                .webSocket("/live")
                .inspection(
                    RequestInspection.coreRuleSet()
                        .without(
                            RuleExclusion.rule(913_120),
                            RuleExclusion.rule(942_100).below("/notes/"),
                            RuleExclusion.rule(942_100).ofParameter("sql"),
                            RuleExclusion.rule(942_100).ofCookie("free"),
                            RuleExclusion.rule(942_100).ofHeader("User-Agent").below("/agents")))
                .build());
  }

  @AfterAll
  static void stop() {
    Stream.of(plain, detecting, blocking).forEach(RunningTask::close);
  }

  private static ProxySettings.Builder settings() {
    return ProxySettings.builder(Upstream.loopback(8081))
        .requestFilter(RequestFilter.off())
        .rateLimit(RateLimit.perClient(RateLimit.MAX_RATE, PER_SECOND).burst(RateLimit.MAX_BURST));
  }

  static List<Request> attacks() {
    return HttpFile.load("attacks.http");
  }

  static List<Request> ordinary() {
    return HttpFile.load("ordinary.http");
  }

  static List<Request> mistaken() {
    return HttpFile.load("mistaken.http");
  }

  @Test
  void areEnough() {
    assertThat(attacks()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(ordinary()).hasSizeGreaterThanOrEqualTo(200);
  }

  @Test
  void refusesEachAttackAndSaysByWhichRules() throws IOException {
    assertThat(Inspected.by(blocking, attacks()))
        .allSatisfy(
            seen -> {
              boolean unreadable = seen.request().rules().contains(200_002);
              assertThat(seen.status()).isEqualTo(unreadable ? 400 : 403);
              assertThat(seen.refused()).isTrue();
              assertThat(seen.text()).contains("{\"status\":" + seen.status() + ",\"error\":\"");
              assertThat(seen.line()).contains("\"inspection\":\"blocked\"");
              assertThat(seen.rules()).containsAll(seen.request().rules());
              assertThat(seen.accessLine()).contains("\"class\":\"inspection\"");
            });
  }

  @Test
  void detectsEachAttackAndPassesItOn() throws IOException {
    assertThat(Inspected.by(detecting, attacks()))
        .allSatisfy(
            seen -> {
              assertThat(seen.refused()).isFalse();
              assertThat(seen.line()).contains("\"inspection\":\"detected\"");
              assertThat(seen.rules()).containsAll(seen.request().rules());
              assertThat(seen.accessLine()).contains("\"class\":\"\"");
            });
  }

  @Test
  void seesNoAttackWithoutInspection() throws IOException {
    assertThat(Inspected.by(plain, attacks()))
        .allSatisfy(
            seen -> {
              assertThat(seen.refused()).isFalse();
              assertThat(seen.line()).isEmpty();
            });
  }

  @Test
  void raisesNoFalseAlarm() throws IOException {
    assertThat(Inspected.by(blocking, ordinary()))
        .allSatisfy(
            seen -> {
              assertThat(seen.refused()).isFalse();
              assertThat(seen.line()).isEmpty();
            });
  }

  /** Honest requests that level 1 refuses: what exclusions are for. */
  @Test
  void mistakesWhatTheDocumentationSays() throws IOException {
    assertThat(Inspected.by(blocking, mistaken()))
        .allSatisfy(
            seen -> {
              assertThat(seen.status()).isEqualTo(403);
              assertThat(seen.rules()).containsExactlyElementsOf(seen.request().rules());
            });
  }

  static Stream<Arguments> exclusions() {
    return Stream.of(
        arguments("GET /nessustest HTTP/1.1", false),
        arguments("GET /notes/7?q=1%27%20OR%20%271%27=%271 HTTP/1.1", false),
        arguments("GET /note?q=1%27%20OR%20%271%27=%271 HTTP/1.1", true),
        arguments("GET /login/..%2fnotes/?q=1%27%20OR%20%271%27=%271 HTTP/1.1", true),
        arguments("GET /notes/..%2flogin?q=1%27%20OR%20%271%27=%271 HTTP/1.1", true),
        arguments("GET /products?sql=1%27%20OR%20%271%27=%271 HTTP/1.1", false),
        arguments("GET /products?sqls=1%27%20OR%20%271%27=%271 HTTP/1.1", true),
        arguments("GET /account HTTP/1.1\nCookie: free=1' OR '1'='1", false),
        arguments("GET /account HTTP/1.1\nCookie: other=1' OR '1'='1", true),
        arguments("GET /agents/1 HTTP/1.1\nUser-Agent: Mozilla' OR '1'='1", false),
        arguments("GET /users/1 HTTP/1.1\nUser-Agent: Mozilla' OR '1'='1", true));
  }

  @ParameterizedTest
  @MethodSource("exclusions")
  void asksNoRuleWhereItIsExcluded(String head, boolean refused) throws IOException {
    Inspected seen = Inspected.by(blocking, HttpFile.request(head, ""));

    assertThat(seen.refused()).isEqualTo(refused);
    assertThat(seen.line().isEmpty()).isEqualTo(!refused);
  }

  /** The detecting task has no exclusion. */
  @Test
  void wouldAskTheRuleThatIsExcludedEverywhere() throws IOException {
    assertThat(Inspected.by(detecting, HttpFile.request("GET /nessustest HTTP/1.1", "")).rules())
        .contains(913_120);
  }

  /** Attacks that carry a secret wherever a request can. */
  private static List<Request> secrets() {
    String attack = SECRET + "' OR '1'='1";
    String encoded = SECRET + "%27+OR+%271%27%3D%271";
    String form = "\nContent-Type: application/x-www-form-urlencoded";
    return List.of(
        HttpFile.request("GET /search?token=" + SECRET + "&q=" + encoded + " HTTP/1.1", ""),
        HttpFile.request("GET /search?" + encoded + " HTTP/1.1", ""),
        HttpFile.request("GET /account HTTP/1.1\nCookie: session=" + attack, ""),
        HttpFile.request(
            "GET /account HTTP/1.1\nUser-Agent: sqlmap\nAuthorization: Bearer " + SECRET, ""),
        HttpFile.request(
            "GET /account HTTP/1.1\nUser-Agent: sqlmap\nReferer: https://a.example/?" + encoded,
            ""),
        HttpFile.request("GET /account HTTP/1.1\nX-Token: ${jndi:" + attack + "}", ""),
        HttpFile.request("POST /login HTTP/1.1" + form, "user=ann&password=" + encoded),
        HttpFile.request("POST /login HTTP/1.1" + form, encoded),
        HttpFile.request("POST /login HTTP/1.1" + form, "{\"password\": \"" + attack + "\"}"),
        HttpFile.request(
            "POST /login HTTP/1.1\nContent-Type: application/json",
            "{\"password\": \"" + attack + "\"}"),
        HttpFile.request(
            "POST /login HTTP/1.1\nContent-Type: application/json", "{\"password\": \"" + SECRET),
        HttpFile.request(
            "POST /login HTTP/1.1\nContent-Type: text/xml",
            "<login><password>" + attack + "</password></login>"),
        HttpFile.request(
            "POST /login HTTP/1.1\nContent-Type: multipart/form-data; boundary=b",
            "--b\nContent-Disposition: form-data; name=\"password\"\n\n" + attack + "\n--b--"));
  }

  @Test
  void logsNoSecret() throws IOException {
    for (RunningTask task : List.of(blocking, detecting)) {
      List<Inspected> seen = Inspected.by(task, secrets());

      assertThat(seen).filteredOn(one -> !one.line().isEmpty()).hasSizeGreaterThan(9);
      assertThat(RunningTask.log(task.proxy())).noneMatch(line -> line.contains(SECRET));
    }
  }

  /** What would stand there otherwise, with the fewest parts that an audit log can have. */
  @Test
  void wouldLogThemByModSecuritysOwnAuditLog() throws IOException {
    SortedMap<String, byte[]> context =
        ProxyImage.buildContext(
            settings().inspection(RequestInspection.coreRuleSet().detectionOnly()).build());
    String rules = new String(context.get("inspection.conf"), StandardCharsets.UTF_8);
    context.put(
        "inspection.conf",
        rules
            .replace(
                "SecAuditEngine Off",
                "SecAuditEngine On\nSecAuditLogFormat JSON\nSecAuditLogParts AHZ\n"
                    + "SecAuditLogType Serial\nSecAuditLog /dev/stdout")
            .replace("nolog,noauditlog,pass", "log,auditlog,pass")
            .getBytes(StandardCharsets.UTF_8));
    try (RunningTask task = RunningTask.start(context)) {
      for (Request request : secrets()) {
        Inspected.send(task, request);
      }

      assertThat(RunningTask.log(task.proxy())).anyMatch(line -> line.contains(SECRET));
    }
  }

  @Test
  void admitsNoBodyThatItWouldNotRead() throws IOException {
    String form = "POST /comments HTTP/1.1\nContent-Type: application/x-www-form-urlencoded";
    String long128 = "text=" + "word+".repeat(26_000);

    assertThat(Inspected.by(blocking, HttpFile.request(form, "text=" + "word+".repeat(200))))
        .matches(seen -> !seen.refused());
    assertThat(Inspected.by(blocking, HttpFile.request(form, long128 + "word".repeat(2_000))))
        .matches(seen -> seen.status() == 413);
    assertThat(Inspected.by(detecting, HttpFile.request(form, long128 + "word".repeat(2_000))))
        .matches(seen -> !seen.refused());
  }

  @Test
  void inspectsTheHandshakeOfAWebSocket() throws IOException {
    String head = " HTTP/1.1\nUpgrade: websocket\nConnection: Upgrade, close";

    assertThat(Inspected.by(blocking, HttpFile.request("GET /live?room=7" + head, "")).refused())
        .isFalse();
    assertThat(
            Inspected.by(
                    blocking, HttpFile.request("GET /live?room=7%27+OR+%271%27=%271" + head, ""))
                .status())
        .isEqualTo(403);
  }

  /** Its Host is an address: three points, and here three are enough. */
  @Test
  void inspectsNoProbeOfTheLoadBalancer() throws IOException {
    try (RunningTask task =
        RunningTask.start(
            settings()
                .trust("172.16.0.0/12")
                .inspection(RequestInspection.coreRuleSet().anomalyThreshold(3))
                .build())) {
      String host = "\nHost: 10.0.0.7:8080\nConnection: close";

      assertThat(send(task, "GET /health HTTP/1.1" + host)).startsWith("HTTP/1.1 200");
      assertThat(send(task, "GET /health?x HTTP/1.1" + host)).startsWith("HTTP/1.1 403");
      assertThat(send(task, "GET /health HTTP/1.1\nX-Forwarded-For: 198.51.100.7" + host))
          .startsWith("HTTP/1.1 403");
    }
  }

  private static String send(RunningTask task, String head) throws IOException {
    return Inspected.send(task, HttpFile.request(head, ""));
  }

  @Test
  void isNotBuiltWithAnExclusionOfARuleThatThereIsNot() {
    Shell.Result build =
        Images.build(
            "breakwater-test-proxy:broken",
            ProxyImage.buildContext(
                settings()
                    .inspection(
                        RequestInspection.coreRuleSet().without(RuleExclusion.rule(942_102)))
                    .build()));

    assertThat(build.succeeded()).isFalse();
    assertThat(build.output())
        .contains("excluded rule must be one of the Core Rule Set's for requests, got 942102");
  }
}
