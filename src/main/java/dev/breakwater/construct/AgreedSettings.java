package dev.breakwater.construct;

import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.Upstream;

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

  private AgreedSettings() {}

  static ProxySettings of(ProxiedServiceProps props) {
    int port = props.application().port().orElse(0);
    ProxySettings.Builder builder =
        ProxySettings.builder(upstream(props))
            .port(port == COMMON_PORT ? ALSO_COMMON_PORT : COMMON_PORT)
            .rateLimit(props.proxy().rateLimit())
            .workers(ProxySettings.workersFor(props.proxy().cpu()));
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
    checkTimes(built);
    props.proxy().monitoring().ifPresent(any -> ProxyMonitoring.check(built));
    return built;
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
