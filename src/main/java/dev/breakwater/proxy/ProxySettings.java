package dev.breakwater.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * All that a proxy's configuration follows from. Made by {@link #builder(Upstream)}; a value
 * outside its range is refused with what, wanted and got. No text of a user's reaches the
 * configuration but through a pattern that holds no character with a meaning there.
 *
 * @param upstream where the application is
 * @param port the port that the proxy listens on, 1024 to 65535 (it holds no capability), 8080 by
 *     default
 * @param rateLimit what one client may send, 50 a second with a burst of 20 by default
 * @param trustedNetworks whose {@code X-Forwarded-For} is believed, none by default
 * @param expectedClients clients remembered at a time, 1000 to 1000000, 80000 by default; nginx
 *     forgets the oldest beyond that. Each takes 128 bytes.
 * @param maxBodyKibibytes the largest request body in KiB, 1 to 1048576 (1 GiB), 1024 by default
 * @param clientTimeout how long the client may pause within headers, body or the answer, 1 to 300
 *     s, 10 s by default
 * @param keepAlive how long an idle client connection stays open, 1 to 3600 s, 75 s by default:
 *     longer than a load balancer's own 60 s
 * @param connectTimeout how long connecting to the application may take, 1 to 75 s, 2 s by default
 * @param readTimeout how long the application may pause, 1 to 3600 s, 55 s by default: shorter than
 *     a load balancer's own 60 s
 * @param upstreamIdle how long an idle connection to the application is kept, 1 to 3600 s, 4 s by
 *     default: must be shorter than the application's own (Node's is 5 s, the JDK server's 30 s)
 * @param shutdownTimeout how long requests in flight may take after SIGQUIT, 1 to 119 s, 25 s by
 *     default: must be shorter than the container's stop timeout (ECS's is 30 s)
 * @param workers worker processes, 1 to 16, 1 by default; see {@link #workersFor(int)}
 * @param healthPath the exact path that the load balancer probes, {@code /health} by default; only
 *     a trusted peer that forwards for nobody is free of the limit on it
 */
public record ProxySettings(
    Upstream upstream,
    int port,
    RateLimit rateLimit,
    List<TrustedNetwork> trustedNetworks,
    int expectedClients,
    int maxBodyKibibytes,
    Duration clientTimeout,
    Duration keepAlive,
    Duration connectTimeout,
    Duration readTimeout,
    Duration upstreamIdle,
    Duration shutdownTimeout,
    int workers,
    String healthPath) {

  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]{0,127}");

  /** Refuses what is outside its range, and settings that contradict each other. */
  public ProxySettings {
    Objects.requireNonNull(upstream, "upstream is missing");
    Objects.requireNonNull(rateLimit, "rate limit is missing");
    Wanted.between("proxy port", port, 1024, 65_535, "");
    if (upstream instanceof Upstream.Tcp tcp
        && tcp.port() == port
        && tcp.host().equals("127.0.0.1")) {
      throw new IllegalArgumentException(
          "proxy port must differ from the application's port, got " + port + " for both");
    }
    trustedNetworks = List.copyOf(trustedNetworks);
    Wanted.between("expected clients", expectedClients, 1_000, 1_000_000, "");
    Wanted.between("largest body", maxBodyKibibytes, 1, 1_048_576, " KiB");
    Wanted.seconds("client timeout", clientTimeout, 1, 300);
    Wanted.seconds("keep-alive", keepAlive, 1, 3600);
    Wanted.seconds("connect timeout", connectTimeout, 1, 75);
    Wanted.seconds("read timeout", readTimeout, 1, 3600);
    Wanted.seconds("upstream idle time", upstreamIdle, 1, 3600);
    Wanted.seconds("shutdown timeout", shutdownTimeout, 1, 119);
    Wanted.between("workers", workers, 1, 16, "");
    Wanted.matching(
        "health path",
        healthPath,
        PATH,
        "a path of at most 128 letters, digits and . _ ~ / - that begins with /");
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
  public static final class Builder {
    private final Upstream upstream;
    private int port = 8080;
    private RateLimit rateLimit = RateLimit.perClient(50, RateLimit.Period.PER_SECOND).burst(20);
    private final List<TrustedNetwork> trustedNetworks = new ArrayList<>();
    private int expectedClients = 80_000;
    private int maxBodyKibibytes = 1024;
    private Duration clientTimeout = Duration.ofSeconds(10);
    private Duration keepAlive = Duration.ofSeconds(75);
    private Duration connectTimeout = Duration.ofSeconds(2);
    private Duration readTimeout = Duration.ofSeconds(55);
    private Duration upstreamIdle = Duration.ofSeconds(4);
    private Duration shutdownTimeout = Duration.ofSeconds(25);
    private int workers = 1;
    private String healthPath = "/health";

    private Builder(Upstream upstream) {
      this.upstream = upstream;
    }

    /** The port that the proxy listens on, 1024 to 65535; 8080 by default. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** What one client may send; 50 a second with a burst of 20 by default. */
    public Builder rateLimit(RateLimit rateLimit) {
      this.rateLimit = rateLimit;
      return this;
    }

    /** Adds a network whose {@code X-Forwarded-For} is believed, such as {@code 10.0.0.0/16}. */
    public Builder trust(String cidr) {
      trustedNetworks.add(new TrustedNetwork(cidr));
      return this;
    }

    /** Clients remembered at a time, 1000 to 1000000; 80000 by default. */
    public Builder expectedClients(int clients) {
      this.expectedClients = clients;
      return this;
    }

    /** The largest request body in KiB, 1 to 1048576; 1024 by default. */
    public Builder maxBodyKibibytes(int kibibytes) {
      this.maxBodyKibibytes = kibibytes;
      return this;
    }

    /** How long a client may pause, 1 to 300 s; 10 s by default. */
    public Builder clientTimeout(Duration timeout) {
      this.clientTimeout = timeout;
      return this;
    }

    /** How long an idle client connection stays open, 1 to 3600 s; 75 s by default. */
    public Builder keepAlive(Duration idle) {
      this.keepAlive = idle;
      return this;
    }

    /** How long connecting to the application may take, 1 to 75 s; 2 s by default. */
    public Builder connectTimeout(Duration timeout) {
      this.connectTimeout = timeout;
      return this;
    }

    /** How long the application may pause, 1 to 3600 s; 55 s by default. */
    public Builder readTimeout(Duration timeout) {
      this.readTimeout = timeout;
      return this;
    }

    /** How long an idle connection to the application is kept, 1 to 3600 s; 4 s by default. */
    public Builder upstreamIdle(Duration idle) {
      this.upstreamIdle = idle;
      return this;
    }

    /** How long requests in flight may take after SIGQUIT, 1 to 119 s; 25 s by default. */
    public Builder shutdownTimeout(Duration timeout) {
      this.shutdownTimeout = timeout;
      return this;
    }

    /** Worker processes, 1 to 16; 1 by default. */
    public Builder workers(int workers) {
      this.workers = workers;
      return this;
    }

    /** The exact path that the load balancer probes; {@code /health} by default. */
    public Builder healthPath(String path) {
      this.healthPath = path;
      return this;
    }

    /** The settings, each within its range. */
    public ProxySettings build() {
      return new ProxySettings(
          upstream,
          port,
          rateLimit,
          trustedNetworks,
          expectedClients,
          maxBodyKibibytes,
          clientTimeout,
          keepAlive,
          connectTimeout,
          readTimeout,
          upstreamIdle,
          shutdownTimeout,
          workers,
          healthPath);
    }
  }
}
