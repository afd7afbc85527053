package dev.breakwater.construct;

import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.Upstream;
import java.util.List;

/**
 * The proxy's settings: the construct's, then the user's changes, as far as the load balancer and
 * ECS can live with them.
 */
final class AgreedSettings {
  private static final int COMMON_PORT = 8080;
  private static final int ALSO_COMMON_PORT = 8081;

  /** What Fargate waits at most from the signal to the kill. */
  private static final int MOST_STOP_SECONDS = 120;

  /** What the proxy's configuration takes at most. */
  private static final int MOST_KEEP_ALIVE_SECONDS = 3600;

  /** Of each worker: as many as 128 MiB hold, and more than the 3,500 of a slow attack. */
  private static final int CONNECTIONS = 4096;

  private AgreedSettings() {}

  static ProxySettings of(ProxiedServiceProps props) {
    int port = props.application().port().orElse(0);
    ProxySettings.Builder builder =
        ProxySettings.builder(upstream(props))
            .port(port == COMMON_PORT ? ALSO_COMMON_PORT : COMMON_PORT)
            .rateLimit(props.proxy().rateLimit())
            .workers(ProxySettings.workersFor(props.proxy().cpu()))
            .connections(CONNECTIONS);
    VpcRange.literal(props.cluster().getVpc()).ifPresent(builder::trust);
    props.proxy().inspection().ifPresent(builder::inspection);
    // Another builder has another upstream, and none of what is set above.
    if (props.proxy().settings().apply(builder) != builder) {
      throw Wanted.refused(
          "proxySettings", "a change of the builder that it is given", "another builder or none");
    }
    ProxySettings built = builder.build();
    if (!built.limits().rate().equals(props.proxy().rateLimit())) {
      throw Wanted.refused(
          "rate limit of the proxy", "given by rateLimit(…)", "another by proxySettings");
    }
    if (built.trustedNetworks().isEmpty()) {
      throw Wanted.refused(
          "proxySettings",
          "told whom to trust, as in proxy -> proxy.trust(\"10.0.0.0/16\"), where only the"
              + " deployment knows the VPC's range",
          "no network");
    }
    if (built.streaming().grpc() && props.exposure().plainHttp()) {
      throw Wanted.refused(
          "grpc",
          "chosen with a certificate (the load balancer speaks gRPC over HTTPS only)",
          "it with plainHttpWithoutEncryption");
    }
    checkWorkers(built, props);
    checkProbe(built);
    checkTimes(built);
    props.proxy().monitoring().ifPresent(any -> ProxyMonitoring.check(built));
    return built;
  }

  private static void checkWorkers(ProxySettings settings, ProxiedServiceProps props) {
    int fed = ProxySettings.workersFor(props.proxy().cpu());
    if (settings.workers() > fed) {
      throw Wanted.refused(
          "workers of the proxy",
          "at most " + fed + ", one for each started vCPU of proxyCpu",
          Integer.toString(settings.workers()));
    }
  }

  /** Nobody but the load balancer is free of the rules, and it only of some. */
  private static void checkProbe(ProxySettings settings) {
    List<String> methods = settings.strictness().methods();
    String probe = settings.streaming().grpc() ? "POST" : "GET";
    if (!methods.isEmpty() && !methods.contains(probe)) {
      throw Wanted.refused(
          "methods of the proxy",
          "given with " + probe + ", by which the load balancer probes",
          String.join(", ", methods));
    }
  }

  private static void checkTimes(ProxySettings settings) {
    Wanted.between(
        "shutdownTimeout of the proxy",
        settings.timeouts().shutdown().toSeconds(),
        1,
        MOST_STOP_SECONDS - ProxyPlan.SPARE_SECONDS,
        " s");
    Wanted.between(
        "readTimeout of the proxy",
        settings.timeouts().read().toSeconds(),
        1,
        // keepAlive must be longer than the load balancer's patience, which must be longer again.
        MOST_KEEP_ALIVE_SECONDS - ProxyPlan.SPARE_SECONDS - 1,
        " s");
    if (settings.streaming().mayBeSilent()) {
      Wanted.between(
          "streamTimeout of the proxy",
          settings.timeouts().stream().toSeconds(),
          1,
          MOST_KEEP_ALIVE_SECONDS - ProxyPlan.SPARE_SECONDS - 1,
          " s");
    }
    int idle = ProxyPlan.idleSeconds(settings);
    if (settings.timeouts().keepAlive().toSeconds() <= idle) {
      throw Wanted.refused(
          "keepAlive of the proxy",
          "longer than the load balancer's idle timeout of " + idle + " s",
          settings.timeouts().keepAlive().toSeconds() + " s");
    }
  }

  private static Upstream upstream(ProxiedServiceProps props) {
    if (props.application().unixSocket()) {
      return Upstream.unixSocket(SocketVolume.SOCKET);
    }
    int port = props.application().port().getAsInt();
    return props.task().placement().isBridge()
        ? Upstream.tcp(ProxyPlan.APPLICATION, port)
        : Upstream.loopback(port);
  }
}
