package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_MINUTE;
import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The settings whose texts are kept as golden files, by their files' names. */
final class Configurations {
  private static final String VPC = "10.0.0.0/16";

  private Configurations() {}

  /** One of each placement, one of each choice, and one with everything that goes together. */
  static Map<String, ProxySettings> all() {
    Map<String, ProxySettings> all = new TreeMap<>();
    all.put("fargate", behindLoadBalancer(proxy -> proxy));
    all.put("bridge", of(Upstream.tcp("app", 8080)).trust(VPC).build());
    all.put("unix-socket", of(Upstream.unixSocket("/run/app/app.sock")).trust(VPC).build());
    all.put("exposed", of(Upstream.loopback(8081)).build());
    all.put("dual-stack", behindLoadBalancer(proxy -> proxy.trust("2600:1f18:1234::/56")));
    all.put(
        "login",
        behindLoadBalancer(
            proxy ->
                proxy
                    .limit("/login", RateLimit.perClient(5, PER_MINUTE).burst(3))
                    .limitExactly("/api/v1.0/search", RateLimit.perClient(2, PER_SECOND))));
    all.put("dry-run", behindLoadBalancer(ProxySettings.Builder::dryRun));
    all.put(
        "total",
        behindLoadBalancer(
            proxy -> proxy.totalLimit(RateLimit.perTask(2000, PER_SECOND).burst(200))));
    all.put(
        "across-tasks",
        behindLoadBalancer(
            proxy ->
                proxy
                    .rateLimit(RateLimit.perClient(50, PER_SECOND).burst(20).acrossTasks(4))
                    .connectionLimit(ConnectionLimit.perClient(64))));
    all.put(
        "strict",
        behindLoadBalancer(
            proxy ->
                proxy
                    .methods("GET", "HEAD", "POST")
                    .hosts("example.org", "*.example.org")
                    .maxBodyKibibytes(64)
                    .headerBuffers(2, 4)));
    all.put("unfiltered", behindLoadBalancer(proxy -> proxy.requestFilter(RequestFilter.off())));
    all.put("filtered", behindLoadBalancer(proxy -> proxy.requestFilter(filter())));
    all.put("web-socket", behindLoadBalancer(proxy -> proxy.webSocket("/socket")));
    all.put("web-socket-everywhere", behindLoadBalancer(proxy -> proxy.webSocket("/")));
    all.put("server-sent-events", behindLoadBalancer(proxy -> proxy.serverSentEvents("/events")));
    all.put("uploads", behindLoadBalancer(proxy -> proxy.upload("/files", 1_048_576)));
    all.put("grpc", behindLoadBalancer(ProxySettings.Builder::grpc));
    all.put("four-workers", behindLoadBalancer(proxy -> proxy.workers(4).connections(4096)));
    all.put(
        "short-log",
        behindLoadBalancer(
            proxy -> proxy.logFields(LogField.METHOD, LogField.PATH).logOneInRefused(1)));
    all.put("everything", everything());
    all.put("inspection", behindLoadBalancer(p -> p.inspection(RequestInspection.coreRuleSet())));
    all.put("inspection-everything", inspectedInEveryWay());
    return all;
  }

  /** Everything that can be set beside gRPC, each with another value than the default's. */
  static ProxySettings everything() {
    return of(Upstream.loopback(3000))
        .port(9090)
        .workers(4)
        .connections(4096)
        .healthPath("/status/live")
        .trust(VPC)
        .trust("2600:1f18::/32")
        .rateLimit(RateLimit.perClient(5, PER_MINUTE))
        .limit("/login", RateLimit.perClient(5, PER_MINUTE).burst(3))
        .limitExactly("/api/v1.0/search", RateLimit.perClient(2, PER_MINUTE))
        .totalLimit(RateLimit.perTask(2000, PER_SECOND).burst(200))
        .connectionLimit(ConnectionLimit.perClient(20))
        .expectedClients(1_000_000)
        .dryRun()
        .clientHeaderTimeout(Duration.ofSeconds(5))
        .clientBodyTimeout(Duration.ofSeconds(6))
        .clientSendTimeout(Duration.ofSeconds(7))
        .keepAlive(Duration.ofSeconds(65))
        .connectTimeout(Duration.ofSeconds(1))
        .writeTimeout(Duration.ofSeconds(8))
        .readTimeout(Duration.ofSeconds(20))
        .streamTimeout(Duration.ofHours(1))
        .upstreamIdle(Duration.ofSeconds(25))
        .shutdownTimeout(Duration.ofSeconds(110))
        .methods("GET", "HEAD", "POST")
        .hosts("example.org", "*.example.org")
        .maxBodyKibibytes(512)
        .headerBuffers(2, 16)
        .webSocket("/socket")
        .serverSentEvents("/events")
        .serverSentEvents("/socket/events")
        .upload("/", 2048)
        .upload("/files", 1_048_576)
        .requestFilter(filter())
        .logFields(LogField.METHOD, LogField.PATH)
        .logOneInRefused(400)
        .build();
  }

  private static ProxySettings inspectedInEveryWay() {
    return of(Upstream.loopback(8081))
        .trust(VPC)
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
        .build();
  }

  private static RequestFilter filter() {
    return RequestFilter.builder()
        .allowNetwork("203.0.113.0/24")
        .denyNetwork("203.0.113.128/25")
        .denyPaths("/internal")
        .denyAgents("sqlmap")
        .contentTypes("application/json")
        .maxQueryLength(1024)
        .build();
  }

  private static ProxySettings behindLoadBalancer(UnaryOperator<ProxySettings.Builder> change) {
    return change.apply(of(Upstream.loopback(8081)).trust(VPC)).build();
  }

  private static ProxySettings.Builder of(Upstream upstream) {
    return ProxySettings.builder(upstream);
  }
}
