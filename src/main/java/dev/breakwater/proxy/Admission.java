package dev.breakwater.proxy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The limits: a zone for each, and where they are asked. */
final class Admission {
  /** Bytes that one client takes in a zone: 125 were measured, 81500 clients in 10 MiB. */
  private static final int BYTES_PER_CLIENT = 128;

  /** What one request in flight takes at most; one zone for all is never full then. */
  private static final int BYTES_PER_CONNECTION = 128;

  /** The smallest zone that nginx makes. */
  private static final int TOTAL_KIBIBYTES = 32;

  private Admission() {}

  static String zones(ProxySettings settings) {
    Limits limits = settings.limits();
    int kibibytes = kibibytes(limits.expectedClients(), BYTES_PER_CLIENT);
    StringBuilder text =
        new StringBuilder(
            "# The limits. They hold for each task by itself. A full zone forgets its oldest clients,"
                + " it refuses nobody.\n");
    text.append(zone("$limited_client", "clients", kibibytes, limits.rate()));
    for (int i = 0; i < limits.paths().size(); i++) {
      PathLimit path = limits.paths().get(i);
      text.append(
              """
              map $uri $client_at_%1$d {
                  default "";
                  "%2$s" $limited_client;
              }
              """
                  .formatted(i + 1, pattern(path)))
          .append(zone("$client_at_" + (i + 1), "path_" + (i + 1), kibibytes, path.rate()));
    }
    limits
        .total()
        .ifPresent(
            total ->
                text.append("map $probe $limited_total {\n    default all;\n    1 \"\";\n}\n")
                    .append(zone("$limited_total", "total", TOTAL_KIBIBYTES, total)));
    return text.append(waits(limits.paths(), general(limits)))
        .append(
            """
            limit_req_status 429;
            limit_req_log_level info;
            # Unlike the others this zone refuses everybody when it is full: it holds all connections.
            limit_conn_zone $limited_client zone=connections:%dk;
            limit_conn_status 429;
            limit_conn_log_level info;
            %s"""
                .formatted(
                    kibibytes(settings.workers() * settings.connections(), BYTES_PER_CONNECTION),
                    limits.dryRun() ? "limit_req_dry_run on;\nlimit_conn_dry_run on;\n" : ""))
        .toString();
  }

  /** All zones together. */
  static int zoneKibibytes(ProxySettings settings) {
    Limits limits = settings.limits();
    return (1 + limits.paths().size()) * kibibytes(limits.expectedClients(), BYTES_PER_CLIENT)
        + (limits.total().isPresent() ? TOTAL_KIBIBYTES : 0)
        + kibibytes(settings.workers() * settings.connections(), BYTES_PER_CONNECTION);
  }

  private static String zone(String key, String name, int kibibytes, RateLimit limit) {
    return "limit_req_zone "
        + key
        + " zone="
        + name
        + ":"
        + kibibytes
        + "k rate="
        + limit.nginxRate()
        + ";\n";
  }

  private static int kibibytes(int count, int bytes) {
    return (count * bytes + 1023) / 1024;
  }

  private static String pattern(PathLimit limit) {
    return "~*^" + limit.path().replace(".", "\\.") + (limit.exact() ? "\\z" : "");
  }

  /** The longest wait of the limits that a path has, since nginx does not say which one refused. */
  private static String waits(List<PathLimit> paths, int general) {
    if (paths.isEmpty()) {
      return "";
    }
    return "map $uri $limit_wait {\n    default "
        + general
        + ";\n"
        + paths.stream()
            .filter(path -> path.rate().retryAfterSeconds() > general)
            .sorted(Comparator.comparingInt((PathLimit p) -> -p.rate().retryAfterSeconds()))
            .map(path -> "    \"" + pattern(path) + "\" " + path.rate().retryAfterSeconds() + ";\n")
            .collect(Collectors.joining())
        + "}\n";
  }

  private static int general(Limits limits) {
    return Math.max(
        limits.rate().retryAfterSeconds(),
        limits.total().map(RateLimit::retryAfterSeconds).orElse(1));
  }

  /** The {@code Retry-After} of 429. */
  static String wait(Limits limits) {
    return limits.paths().isEmpty() ? Integer.toString(general(limits)) : "$wait";
  }

  /** The paths' own are asked first, the general ones last. */
  static String directives(Limits limits) {
    String paths =
        IntStream.rangeClosed(1, limits.paths().size())
            .mapToObj(i -> request("path_" + i, limits.paths().get(i - 1).rate()))
            .collect(Collectors.joining());
    return paths
        + request("clients", limits.rate())
        + limits.total().map(total -> request("total", total)).orElse("")
        + "limit_conn connections "
        + limits.connections().connections()
        + ";\n";
  }

  /** In each location by itself: the error's own location has another {@code $uri}. */
  static String remember(Limits limits) {
    return limits.paths().isEmpty() ? "" : "set $wait $limit_wait;\n";
  }

  private static String request(String zone, RateLimit limit) {
    return "limit_req zone="
        + zone
        + (limit.burst() == 0 ? "" : " burst=" + limit.burst())
        + " nodelay;\n";
  }
}
