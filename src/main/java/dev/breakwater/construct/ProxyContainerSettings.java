package dev.breakwater.construct;

import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.RateLimit;
import dev.breakwater.proxy.RequestInspection;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * What a builder collects of the proxy's container.
 *
 * @param <S> the builder itself
 */
public abstract sealed class ProxyContainerSettings<S extends ProxyContainerSettings<S>>
    extends ExposureSettings<S> permits ProxiedServiceSettings {
  private RateLimit rateLimit = RateLimit.perClient(50, RateLimit.Period.PER_SECOND).burst(20);
  private Optional<RequestInspection> inspection = Optional.empty();
  private UnaryOperator<ProxySettings.Builder> settings = UnaryOperator.identity();
  private Optional<String> baseImage = Optional.empty();
  private Optional<LocalDate> packagesAsOf = Optional.empty();
  private int cpu = 64;
  private OptionalInt memory = OptionalInt.empty();
  private Optional<ProxyMonitoring> monitoring = Optional.empty();

  ProxyContainerSettings() {}

  /**
   * What one client may send, per task; 50 requests a second with a burst of 20 by default. The
   * rest gets 429. N tasks admit up to N times as much: {@code RateLimit.perClient(50,
   * PER_SECOND).burst(20).acrossTasks(4)} is a task's share of a limit for all four.
   */
  public S rateLimit(RateLimit limit) {
    this.rateLimit = Objects.requireNonNull(limit, "rateLimit is required");
    return self();
  }

  /**
   * Has ModSecurity read every request that the limits admit, by the OWASP Core Rule Set; not by
   * default. Takes another image, of 63 MB, some 130 MiB of memory more and a {@link #proxyCpu} of
   * at least 256: a request takes it a millisecond and more.
   */
  public S inspection(RequestInspection inspection) {
    this.inspection = Optional.of(inspection);
    return self();
  }

  /**
   * Changes further settings of the proxy: {@code proxySettings(proxy -> proxy.limit("/login",
   * RateLimit.perClient(5, PER_MINUTE)).webSocket("/socket").healthPath("/up"))}. Whose {@code
   * X-Forwarded-For} is believed is the VPC's range; where only the deployment knows that, {@code
   * trust} must say it.
   *
   * <p>The ranges are those of {@link ProxySettings}, and narrower where the load balancer and ECS
   * wait for the proxy: {@code readTimeout} and {@code streamTimeout} 1 to 3594 s, {@code
   * keepAlive} more than 60 s and more than these and 5 s, {@code shutdownTimeout} 1 to 115 s;
   * {@code workers} at most one for each started vCPU of {@link #proxyCpu}, each with 4096 {@code
   * connections} by default; {@code methods} with the one that the load balancer probes by; {@code
   * grpc} with a certificate. The general rate limit is given by {@link #rateLimit} only.
   *
   * @param change changes the builder that it is given and returns it; another is refused
   */
  public S proxySettings(UnaryOperator<ProxySettings.Builder> change) {
    this.settings = Objects.requireNonNull(change, "proxySettings are required");
    return self();
  }

  /**
   * A Debian image that the proxy's is built on, by digest: {@code nginx:1.30.5-trixie@sha256:…},
   * or a mirror's. Its nginx is taken, or the distribution's where it has none. By default the one
   * that the Dockerfile names. Another digest is another image.
   */
  public S proxyBaseImage(String reference) {
    this.baseImage = Optional.of(Objects.requireNonNull(reference, "proxyBaseImage is required"));
    return self();
  }

  /**
   * The day as of which the proxy's image has its Debian packages. Another day fetches them anew
   * and is another image; the same one leaves the image as it is, whatever Debian has published
   * since. By default none, and then only other settings, another base or another Breakwater change
   * the image. For a rebuild with each first deployment of a week: {@code
   * LocalDate.now(ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))}.
   */
  public S proxyPackagesAsOf(LocalDate day) {
    this.packagesAsOf = Optional.of(Objects.requireNonNull(day, "proxyPackagesAsOf is required"));
    return self();
  }

  /**
   * The proxy's CPU units, 1024 to a vCPU, at least 2 and 2 less than the task's; 64 by default.
   */
  public S proxyCpu(int units) {
    this.cpu = units;
    return self();
  }

  /**
   * The proxy's memory in MiB, a hard limit; what its settings need by default, at least 128. Less
   * than they need is refused.
   */
  public S proxyMemoryLimitMiB(int mebibytes) {
    this.memory = OptionalInt.of(mebibytes);
    return self();
  }

  /**
   * Watches the proxy: {@code monitoring(ProxyMonitoring.builder().alarms(topic).dashboard()
   * .build())}. By default there is its log alone.
   */
  public S monitoring(ProxyMonitoring monitoring) {
    this.monitoring = Optional.of(Objects.requireNonNull(monitoring, "monitoring is required"));
    return self();
  }

  ProxiedServiceProps.Proxy proxy() {
    return new ProxiedServiceProps.Proxy(
        rateLimit, inspection, settings, baseImage, packagesAsOf, cpu, memory, monitoring);
  }
}
