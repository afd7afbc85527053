package dev.breakwater.proxy;

import java.time.Duration;
import java.util.Objects;

/**
 * How many requests one client may send, as nginx's {@code limit_req} counts them: a leaky bucket
 * per client and per task, exact to one request. A client is an IPv4 address or an IPv6 /64
 * network. In any stretch of {@code t} seconds at most {@code rate × t + burst + 1} requests are
 * let through; the others get 429 at once. Each task counts for itself: N tasks behind one load
 * balancer admit up to N times as much. {@link #acrossTasks} divides a limit by their number; a
 * rule of AWS WAF before the load balancer counts for all tasks, in windows of 1 to 10 minutes.
 *
 * @param rate requests per period, 1 to 10000
 * @param period the period that the rate is counted in
 * @param burst requests above the rate that are let through at once, 0 to 10000; 0, the default as
 *     in nginx, admits evenly spaced requests only
 */
public record RateLimit(int rate, Period period, int burst) {

  /** The highest rate, in requests per period. nginx itself knows no maximum. */
  public static final int MAX_RATE = 10_000;

  /** The largest burst, in requests. nginx itself knows no maximum. */
  public static final int MAX_BURST = 10_000;

  /** The periods that nginx counts in ({@code r/s} and {@code r/m}). */
  public enum Period {
    /** A rate per second. */
    PER_SECOND("second", "r/s", 1, 60),
    /**
     * A rate per minute. nginx keeps thousandths of a request per second and rounds down, so 1 a
     * minute is one in 62.5 seconds.
     */
    PER_MINUTE("minute", "r/m", 60, 1);

    private final String noun;
    private final String unit;
    private final int seconds;
    private final int inMinute;

    Period(String noun, String unit, int seconds, int inMinute) {
      this.noun = noun;
      this.unit = unit;
      this.seconds = seconds;
      this.inMinute = inMinute;
    }
  }

  /** Refuses a rate or a burst outside its range. */
  public RateLimit {
    Objects.requireNonNull(period, "period is missing");
    if (rate < 1 || rate > MAX_RATE) {
      throw new IllegalArgumentException(
          "rate must be 1 to " + MAX_RATE + " per " + period.noun + ", got " + rate);
    }
    if (burst < 0 || burst > MAX_BURST) {
      throw new IllegalArgumentException(
          "burst must be 0 to " + MAX_BURST + " requests, got " + burst);
    }
  }

  /**
   * A limit for each client, without a burst.
   *
   * @param rate requests per period, 1 to 10000
   * @param period the period that the rate is counted in
   */
  public static RateLimit perClient(int rate, Period period) {
    return new RateLimit(rate, period, 0);
  }

  /**
   * A limit over all clients together, for {@link LimitSettings#totalLimit}.
   *
   * @param rate requests per period, 1 to 10000
   * @param period the period that the rate is counted in
   */
  public static RateLimit perTask(int rate, Period period) {
    return new RateLimit(rate, period, 0);
  }

  /**
   * The same limit with another burst.
   *
   * @param requests requests above the rate that are let through at once, 0 to 10000
   */
  public RateLimit burst(int requests) {
    return new RateLimit(rate, period, requests);
  }

  /**
   * Each task's share of this limit, for a service of so many tasks. Rate and burst are divided and
   * rounded down, the rate counted by the minute where that comes nearer: 50 a second with a burst
   * of 20 is 750 a minute with a burst of 5 for each of 4 tasks. All tasks together admit at most
   * what this limit says, but for the first request of a client, which each of them admits: in
   * {@code t} seconds at most {@code rate × t + burst + tasks}.
   *
   * <p>A client whose requests the load balancer does not spread evenly is held to less, and when
   * the number of tasks changes, so does the sum: give the number that the service mostly has.
   *
   * @param tasks how many tasks share the limit, 1 to 5000
   * @throws IllegalArgumentException for a share of less than one request a minute, which nginx
   *     cannot count
   */
  public RateLimit acrossTasks(int tasks) {
    Wanted.between("tasks", tasks, 1, 5000, "");
    int perMinute = rate * period.inMinute;
    int share = perMinute / tasks;
    if (share < 1) {
      throw Wanted.refused(
          "rate across " + tasks + " tasks",
          "at least 1 per minute for each",
          rate + " per " + period.noun + " for all");
    }
    boolean whole = period == Period.PER_SECOND && rate % tasks == 0;
    return whole || share > MAX_RATE
        ? new RateLimit(rate / tasks, period, burst / tasks)
        : new RateLimit(share, Period.PER_MINUTE, burst / tasks);
  }

  /** The rate as nginx writes it, {@code 50r/s}. */
  String nginxRate() {
    return rate + period.unit;
  }

  /** Thousandths of a request per second, rounded down: what nginx makes of the rate. */
  long thousandths() {
    return rate * 1000L / period.seconds;
  }

  /** Requests that the rate admits in a time, rounded up. */
  int requestsIn(Duration time) {
    return Math.toIntExact((rate * time.toSeconds() + period.seconds - 1) / period.seconds);
  }

  /** Whole seconds after which one more request is surely admitted: the {@code Retry-After}. */
  int retryAfterSeconds() {
    return Math.max(1, (period.seconds + rate - 1) / rate);
  }
}
