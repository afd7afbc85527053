package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;

import dev.breakwater.RecordingUpstream;
import java.time.Duration;

/** Settings that several tests of behaviour under stress share, so that few images are built. */
final class UnderStress {
  private static final int HASTE_SECONDS = 1;

  private UnderStress() {}

  /** Never runs out of patience or of rate while a test looks. */
  static ProxySettings patient() {
    return settings().clientTimeout(Duration.ofSeconds(60)).build();
  }

  /** Runs out of patience after a second, with the client and with the application. */
  static ProxySettings hasty() {
    Duration haste = Duration.ofSeconds(HASTE_SECONDS);
    return settings().clientTimeout(haste).readTimeout(haste).upstreamIdle(haste).build();
  }

  /** The test's own address is the load balancer's: it says who the client is. */
  private static ProxySettings.Builder settings() {
    return ProxySettings.builder(RecordingUpstream.ADDRESS)
        .connectionLimit(ConnectionLimit.perClient(ConnectionLimit.MAX_CONNECTIONS))
        .trust("172.16.0.0/12")
        .rateLimit(RateLimit.perClient(RateLimit.MAX_RATE, PER_SECOND).burst(RateLimit.MAX_BURST));
  }
}
