package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_MINUTE;
import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts; another test has nginx judge each of them. */
final class NginxConfigurationTest {

  /** One of each placement, and one with everything that can be set. */
  static Map<String, ProxySettings> all() {
    Map<String, ProxySettings> all = new TreeMap<>();
    all.put("fargate", ProxySettings.builder(Upstream.loopback(8081)).trust("10.0.0.0/16").build());
    all.put(
        "bridge", ProxySettings.builder(Upstream.tcp("app", 8080)).trust("10.0.0.0/16").build());
    all.put(
        "unix-socket",
        ProxySettings.builder(Upstream.unixSocket("/run/app/app.sock"))
            .trust("10.0.0.0/16")
            .build());
    all.put(
        "everything",
        ProxySettings.builder(Upstream.loopback(3000))
            .port(9090)
            .rateLimit(RateLimit.perClient(5, PER_MINUTE))
            .trust("10.0.0.0/16")
            .trust("2600:1f18::/32")
            .expectedClients(1_000_000)
            .maxBodyKibibytes(512)
            .clientTimeout(Duration.ofSeconds(5))
            .keepAlive(Duration.ofSeconds(65))
            .connectTimeout(Duration.ofSeconds(1))
            .readTimeout(Duration.ofSeconds(20))
            .upstreamIdle(Duration.ofSeconds(25))
            .shutdownTimeout(Duration.ofSeconds(110))
            .workers(4)
            .healthPath("/status/live")
            .limit("/login", RateLimit.perClient(5, PER_MINUTE).burst(3))
            .limitExactly("/api/v1.0/search", RateLimit.perClient(2, PER_SECOND))
            .totalLimit(RateLimit.perTask(2000, PER_SECOND).burst(200))
            .connectionLimit(ConnectionLimit.perClient(20))
            .dryRun()
            .connections(4096)
            .streamTimeout(Duration.ofHours(1))
            .writeTimeout(Duration.ofSeconds(7))
            .methods("GET", "HEAD", "POST")
            .hosts("example.org", "*.example.org")
            .headerBuffers(2, 16)
            .webSocket("/socket")
            .serverSentEvents("/events")
            .serverSentEvents("/socket/events")
            .upload("/", 2048)
            .upload("/files", 1_048_576)
            .logFields(LogField.METHOD, LogField.PATH)
            .logOneInRefused(400)
            .build());
    all.put(
        "grpc", ProxySettings.builder(Upstream.loopback(8081)).trust("10.0.0.0/16").grpc().build());
    all.put(
        "inspection",
        ProxySettings.builder(Upstream.loopback(8081))
            .trust("10.0.0.0/16")
            .inspection(RequestInspection.coreRuleSet())
            .build());
    all.put(
        "inspection-everything",
        ProxySettings.builder(Upstream.loopback(8081))
            .trust("10.0.0.0/16")
            .trust("2600:1f18::/32")
            .healthPath("/status/live.txt")
            .webSocket("/socket")
            .serverSentEvents("/events/all")
            .inspection(
                RequestInspection.coreRuleSet()
                    .detectionOnly()
                    .paranoiaLevel(4)
                    .anomalyThreshold(20)
                    .bodies(64, RequestInspection.LargerBodies.INSPECTED_IN_PART)
                    .without(
                        RuleExclusion.rule(942_100),
                        RuleExclusion.rule(941_100).below("/editor/"),
                        RuleExclusion.rule(942_110).ofParameter("user[name]"),
                        RuleExclusion.rule(942_120).ofCookie("a.b").below("/"),
                        RuleExclusion.rule(942_130).ofHeader("X-Query")))
            .build());
    return all;
  }

  static Stream<String> names() {
    return all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isTheGoldenText(String name) throws IOException {
    Golden.check(
        Path.of("src/test/resources/golden/proxy", name + ".nginx.conf"),
        NginxConfiguration.render(all().get(name)));
  }

  @Test
  void isTheDefaultInTheContainersFolder() throws IOException {
    Golden.check(
        Path.of("proxy-container/nginx.conf"),
        NginxConfiguration.render(ProxySettings.builder(Upstream.loopback(8081)).build()));
  }

  @Test
  void believesNobodyUnlessTold() {
    assertThat(NginxConfiguration.render(ProxySettings.builder(Upstream.loopback(8081)).build()))
        .doesNotContain("real_ip_header X-Forwarded-For")
        .doesNotContainPattern("set_real_ip_from (?!unix:)");
  }

  @Test
  void leavesOutABurstOfNothingWhichNginxRefuses() {
    assertThat(NginxConfiguration.render(all().get("everything")))
        .contains("limit_req zone=clients nodelay;")
        .doesNotContain("burst=0");
  }

  @ParameterizedTest
  @MethodSource("names")
  void writesOnlyBelowTmp(String name) {
    assertThat(NginxConfiguration.render(all().get(name)).lines())
        .filteredOn(line -> line.matches("\\s*(pid|\\w+_temp_path) .*"))
        .hasSize(6)
        .allMatch(line -> line.contains(" /tmp/"));
  }
}
