package dev.breakwater.bench;

import dev.breakwater.NaiveProxy;
import dev.breakwater.proxy.NginxConfiguration;
import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.RateLimit;
import dev.breakwater.proxy.Upstream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What the measured proxies run with: rendered from settings, or the naive configuration. */
final class Configurations {
  private static final Pattern LOG = Pattern.compile("access_log /dev/stdout[^;]*;");
  private static final Pattern PORT = Pattern.compile("listen 8080;");

  static final Upstream TCP = Upstream.loopback(Stage.APPLICATION);
  static final Upstream UNIX = Upstream.unixSocket(Stage.SOCKET);

  private Configurations() {}

  /**
   * The defaults with a load balancer in front that is believed, and the highest limit, so that the
   * limit is applied to every request and refuses none.
   */
  static ProxySettings.Builder generous(Upstream upstream, int port) {
    return limited(upstream, port)
        .rateLimit(
            RateLimit.perClient(RateLimit.MAX_RATE, RateLimit.Period.PER_SECOND)
                .burst(RateLimit.MAX_BURST));
  }

  /** The defaults with a load balancer in front that is believed. */
  static ProxySettings.Builder limited(Upstream upstream, int port) {
    return ProxySettings.builder(upstream).port(port).trust("127.0.0.0/8");
  }

  static String render(ProxySettings.Builder settings) {
    return NginxConfiguration.render(settings.build());
  }

  static String withoutLog(String configuration) {
    return replaced(LOG, configuration, "access_log off;");
  }

  static String naive(Upstream upstream, int port) {
    byte[] bytes = NaiveProxy.buildContext(upstream).get("nginx.conf");
    return replaced(PORT, new String(bytes, StandardCharsets.UTF_8), "listen " + port + ";");
  }

  private static String replaced(Pattern pattern, String text, String replacement) {
    if (pattern.matcher(text).results().count() != 1) {
      throw new IllegalStateException(pattern + " must be once in\n" + text);
    }
    return pattern.matcher(text).replaceFirst(replacement);
  }
}
