package dev.breakwater.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a builder collects of the {@link Limits}.
 *
 * @param <S> the builder itself
 */
public abstract sealed class LimitSettings<S extends LimitSettings<S>> permits TimeoutSettings {
  private RateLimit rate = RateLimit.perClient(50, RateLimit.Period.PER_SECOND).burst(20);
  private final List<PathLimit> paths = new ArrayList<>();
  private Optional<RateLimit> total = Optional.empty();
  private ConnectionLimit connections = ConnectionLimit.perClient(256);
  private int expectedClients = 80_000;
  private boolean dryRun;

  LimitSettings() {}

  abstract S self();

  /** What one client may send to one task; 50 a second with a burst of 20 by default. */
  public S rateLimit(RateLimit limit) {
    this.rate = limit;
    return self();
  }

  /**
   * Adds a limit for all paths that begin with one, on top of the general limit: {@code
   * limit("/login", RateLimit.perClient(5, PER_MINUTE))}. See {@link PathLimit}.
   */
  public S limit(String path, RateLimit limit) {
    paths.add(new PathLimit(path, false, limit));
    return self();
  }

  /** Adds a limit for one path itself, on top of the general limit. See {@link PathLimit}. */
  public S limitExactly(String path, RateLimit limit) {
    paths.add(new PathLimit(path, true, limit));
    return self();
  }

  /** How many requests of one client may be in flight in one task; 256 by default. */
  public S connectionLimit(ConnectionLimit limit) {
    this.connections = limit;
    return self();
  }

  /**
   * What all clients together may send to one task; nothing by default. A flood from many addresses
   * then takes the place of ordinary clients, so it protects the application and not them: {@code
   * totalLimit(RateLimit.perTask(2000, PER_SECOND).burst(200))}.
   */
  public S totalLimit(RateLimit limit) {
    this.total = Optional.of(limit);
    return self();
  }

  /** Clients remembered at a time, 1000 to 1000000; 80000 by default. */
  public S expectedClients(int clients) {
    this.expectedClients = clients;
    return self();
  }

  /** Serves what the limits would refuse, and says so in the log; off by default. */
  public S dryRun() {
    this.dryRun = true;
    return self();
  }

  Limits limits() {
    return new Limits(rate, paths, total, connections, expectedClients, dryRun);
  }
}
