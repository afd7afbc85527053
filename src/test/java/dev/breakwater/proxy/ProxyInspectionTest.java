package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.breakwater.RunningTask;
import dev.breakwater.proxy.HttpFile.Request;
import java.io.IOException;
import java.util.List;
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
}
