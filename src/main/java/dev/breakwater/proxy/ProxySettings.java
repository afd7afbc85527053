package dev.breakwater.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a proxy's configuration follows from. Made by {@link #builder(Upstream)}; a value
 * outside its range is refused with what, wanted and got. No text of a user's reaches the
 * configuration but through a pattern that holds no character with a meaning there.
 *
 * @param upstream where the application is
 * @param port the port that the proxy listens on, 1024 to 65535 (it holds no capability), 8080 by
 *     default
 * @param workers worker processes, 1 to 16, 1 by default; see {@link #workersFor(int)}
 * @param connections connections of each worker, 256 to 8192, 8192 by default; a request in flight
 *     takes two, the client's and the application's
 * @param healthPath the exact path that the load balancer probes, {@code /health} by default
 *     ({@code /grpc.health.v1.Health/Check} with gRPC); only a trusted peer that forwards for
 *     nobody is free of the limits on it
 * @param trustedNetworks whose {@code X-Forwarded-For} is believed, none by default
 * @param limits what is admitted
 * @param timeouts how long the proxy waits
 * @param strictness what a request may look like
 * @param streaming what passes through as it comes
 * @param logging what the access log says
 * @param requestFilter what is refused by its path, its sender or its body's type
 * @param inspection how requests are inspected; not at all by default
 */
public record ProxySettings(
    Upstream upstream,
    int port,
    int workers,
    int connections,
    String healthPath,
    List<TrustedNetwork> trustedNetworks,
    Limits limits,
    Timeouts timeouts,
    Strictness strictness,
    Streaming streaming,
    Logging logging,
    RequestFilter requestFilter,
    Optional<RequestInspection> inspection) {

  /** Refuses what is outside its range, and settings that contradict each other. */
  public ProxySettings {
    Objects.requireNonNull(upstream, "upstream is missing");
    Wanted.between("proxy port", port, 1024, 65_535, "");
    if (upstream instanceof Upstream.Tcp tcp
        && tcp.port() == port
        && tcp.host().equals("127.0.0.1")) {
      throw new IllegalArgumentException(
          "proxy port must differ from the application's port, got " + port + " for both");
    }
    Wanted.between("workers", workers, 1, 16, "");
    Wanted.between("connections", connections, 256, 8192, " for each worker");
    Wanted.path("health path", healthPath);
    trustedNetworks = trustedNetworks.stream().distinct().toList();
    Objects.requireNonNull(limits, "limits are missing");
    Objects.requireNonNull(timeouts, "timeouts are missing");
    Objects.requireNonNull(strictness, "strictness is missing");
    Objects.requireNonNull(streaming, "streaming is missing");
    Objects.requireNonNull(logging, "logging is missing");
    Objects.requireNonNull(requestFilter, "request filter is missing");
    if (inspection.isPresent() && (streaming.grpc() || !streaming.uploads().isEmpty())) {
      throw Wanted.refused(
          "inspection",
          "chosen without grpc and upload, which pass on what nobody read",
          "it with them");
    }
  }

  /** The largest request body that is admitted, in KiB. */
  public int largestBodyKibibytes() {
    int largest = strictness.maxBodyKibibytes();
    return inspection.map(chosen -> chosen.largestBodyKibibytes(largest)).orElse(largest);
  }

  /**
   * How many workers a share of CPU feeds: one for each started 1024 units. More than that meet the
   * kernel's throttling instead of working.
   *
   * @param cpuUnits the proxy's CPU in ECS's units, 1024 to a vCPU, at least 1
   */
  public static int workersFor(int cpuUnits) {
    Wanted.between("proxy CPU", cpuUnits, 1, 196_608, " units");
    return Math.min(16, (cpuUnits + 1023) / 1024);
  }

  /**
   * Starts from the defaults.
   *
   * @param upstream where the application is
   */
  public static Builder builder(Upstream upstream) {
    return new Builder(upstream);
  }

  /** Collects settings; {@link #build} checks them all. */
  public static final class Builder extends LogSettings<Builder> {
    private final Upstream upstream;
    private int port = 8080;
    private int workers = 1;
    private int connections = 8192;
    private Optional<String> healthPath = Optional.empty();
    private final List<TrustedNetwork> trustedNetworks = new ArrayList<>();
    private RequestFilter requestFilter = RequestFilter.standard();
    private Optional<RequestInspection> inspection = Optional.empty();

    private Builder(Upstream upstream) {
      this.upstream = upstream;
    }

    @Override
    Builder self() {
      return this;
    }

    /** The port that the proxy listens on, 1024 to 65535; 8080 by default. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Worker processes, 1 to 16; 1 by default. */
    public Builder workers(int workers) {
      this.workers = workers;
      return this;
    }

    /** Connections of each worker, 256 to 8192; 8192 by default. */
    public Builder connections(int connections) {
      this.connections = connections;
      return this;
    }

    /**
     * The exact path that the load balancer probes; {@code /health} by default, and with gRPC the
     * method of its health checking protocol, {@code /grpc.health.v1.Health/Check}.
     */
    public Builder healthPath(String path) {
      this.healthPath = Optional.of(path);
      return this;
    }

    /** Adds a network whose {@code X-Forwarded-For} is believed, such as {@code 10.0.0.0/16}. */
    public Builder trust(String cidr) {
      trustedNetworks.add(new TrustedNetwork(cidr));
      return this;
    }

    /** What is refused by its path, its sender or its body's type. */
    public Builder requestFilter(RequestFilter filter) {
      this.requestFilter = filter;
      return this;
    }

    /** Has ModSecurity read every request, in a larger and slower image; not by default. */
    public Builder inspection(RequestInspection inspection) {
      this.inspection = Optional.of(inspection);
      return this;
    }

    /** The settings, each within its range. */
    public ProxySettings build() {
      Streaming streaming = streaming();
      return new ProxySettings(
          upstream,
          port,
          workers,
          connections,
          healthPath.orElse(streaming.grpc() ? "/grpc.health.v1.Health/Check" : "/health"),
          trustedNetworks,
          limits(),
          timeouts(streaming.mayBeSilent()),
          strictness(),
          streaming,
          logging(),
          requestFilter,
          inspection);
    }
  }
}
