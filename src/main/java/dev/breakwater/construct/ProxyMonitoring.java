package dev.breakwater.construct;

import dev.breakwater.proxy.LogField;
import dev.breakwater.proxy.ProxySettings;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sns.ITopic;

/**
 * How a proxy is watched: metric filters on its access log and saved queries always; alarms and a
 * dashboard by choice. CloudWatch bills each metric that has values as a custom metric, and alarms,
 * dashboards and what queries scan besides.
 *
 * <p>The alarms look at minutes, and three of five must be bad; a minute with fewer than 20
 * requests is not judged by shares, and one without any is good.
 *
 * @param alarms when somebody should look; no alarms by default
 * @param dashboard whether there is one; false by default
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html">
 *     Creating metrics from log events using filters</a>
 */
public record ProxyMonitoring(Optional<Alarms> alarms, boolean dashboard) {
  /** What metrics and saved queries are made of, besides what is always written. */
  private static final Set<LogField> READ =
      EnumSet.of(
          LogField.CLIENT,
          LogField.PATH,
          LogField.SECONDS,
          LogField.UPSTREAM_STATUS,
          LogField.UPSTREAM_SECONDS,
          LogField.CLASS);

  /** Refuses a log that lacks what is read: a metric without values would look like peace. */
  static void check(ProxySettings settings) {
    Set<LogField> missing = EnumSet.copyOf(READ);
    missing.removeAll(settings.logging().fields());
    if (!missing.isEmpty()) {
      throw Wanted.refused("logFields", "with " + READ + " where monitoring is", "no " + missing);
    }
  }

  /**
   * When somebody should look.
   *
   * @param topic who is told, of the alarm and of its end; nobody by default. The policy of a topic
   *     that is encrypted with a key of one's own must let {@code cloudwatch.amazonaws.com} use it.
   * @param serverErrorPercent share of 5xx among all requests, 1 to 100; 5 by default
   * @param refusedPercent share of 429 among all requests, 1 to 100; 20 by default
   * @param latency 99th percentile of what the application answered, 1 ms to 1 h; 2 s by default. A
   *     connection that stays open, such as a WebSocket, counts with its whole length.
   * @param refusals refusals of one of the classes {@code host}, {@code inspection}, {@code
   *     malformed}, {@code method}, {@code probe} and {@code traversal} in five minutes, 1 to
   *     1000000; 100 by default
   */
  public record Alarms(
      Optional<ITopic> topic,
      int serverErrorPercent,
      int refusedPercent,
      Duration latency,
      int refusals) {
    private static final int HOUR_MILLIS = 3_600_000;
    private static final int MOST_REFUSALS = 1_000_000;

    /**
     * Alarms.
     *
     * @throws IllegalArgumentException for a threshold out of range
     */
    public Alarms {
      Objects.requireNonNull(topic, "topic is required, or an empty one");
      Objects.requireNonNull(latency, "latency is required");
      Wanted.between("serverErrorPercent", serverErrorPercent, 1, 100, "");
      Wanted.between("refusedPercent", refusedPercent, 1, 100, "");
      Wanted.between(
          "latency", latency.toMilliseconds().longValue(), 1, HOUR_MILLIS, " milliseconds");
      Wanted.between("refusals", refusals, 1, MOST_REFUSALS, "");
    }
  }

  /** Watches without alarms and without a dashboard. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects how a proxy is watched. */
  public static final class Builder {
    private boolean alarms;
    private boolean thresholds;
    private boolean dashboard;
    private Optional<ITopic> topic = Optional.empty();
    private int serverErrorPercent = 5;
    private int refusedPercent = 20;
    private Duration latency = Duration.seconds(2);
    private int refusals = 100;

    private Builder() {}

    /** Adds the alarms, which tell nobody until they are given actions. */
    public Builder alarms() {
      this.alarms = true;
      return this;
    }

    /**
     * Adds the alarms, which tell a topic when they begin and when they end. The policy of a topic
     * that is encrypted with a key of one's own must let {@code cloudwatch.amazonaws.com} use it.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services">
     *     compatibility with event sources</a>
     */
    public Builder alarms(ITopic topic) {
      this.topic = Optional.of(Objects.requireNonNull(topic, "topic is required"));
      return alarms();
    }

    /** From which share of 5xx an alarm rises, 1 to 100 percent; 5 by default. */
    public Builder serverErrorPercent(int percent) {
      this.serverErrorPercent = percent;
      return threshold();
    }

    /** From which share of 429 an alarm rises, 1 to 100 percent; 20 by default. */
    public Builder refusedPercent(int percent) {
      this.refusedPercent = percent;
      return threshold();
    }

    /** From which 99th percentile of the latency an alarm rises, 1 ms to 1 h; 2 s by default. */
    public Builder latency(Duration p99) {
      this.latency = Objects.requireNonNull(p99, "latency is required");
      return threshold();
    }

    /**
     * From how many refusals of one of the classes {@code host}, {@code inspection}, {@code
     * malformed}, {@code method}, {@code probe} and {@code traversal} in five minutes an alarm
     * rises, 1 to 1000000; 100 by default.
     */
    public Builder refusals(int inFiveMinutes) {
      this.refusals = inFiveMinutes;
      return threshold();
    }

    private Builder threshold() {
      this.thresholds = true;
      return this;
    }

    /** Adds a dashboard. */
    public Builder dashboard() {
      this.dashboard = true;
      return this;
    }

    /**
     * How the proxy is watched.
     *
     * @throws IllegalArgumentException for a threshold out of range, or without alarms
     */
    public ProxyMonitoring build() {
      if (thresholds && !alarms) {
        throw Wanted.refused("thresholds", "given with alarms(…)", "no alarms");
      }
      return new ProxyMonitoring(
          alarms
              ? Optional.of(
                  new Alarms(topic, serverErrorPercent, refusedPercent, latency, refusals))
              : Optional.empty(),
          dashboard);
    }
  }
}
