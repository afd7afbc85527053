package dev.breakwater.construct;

import dev.breakwater.proxy.RefusalClass;
import java.util.Arrays;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.Unit;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.IFilterPattern;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.JsonPattern;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/**
 * The metrics that are made of a proxy's access log, in minutes and over all tasks. Where refused
 * requests are sampled, a line counts as many as it stands for.
 *
 * <p>CloudWatch bills each metric that has values as a custom metric; there is one for each class
 * of refusals, and no other dimension.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html">
 *     filter pattern syntax</a>
 */
public final class ProxyMetrics extends Construct {
  static final String CLASS = "Class";

  private static final String STANDS_FOR = "$.standsFor";
  private static final String SECONDS = "$.seconds";
  private static final int MOST_NAMESPACE = 255;

  private final String namespace;

  ProxyMetrics(Construct scope, ILogGroup log) {
    super(scope, "Metrics");
    namespace = namespace(scope);
    count(log, "Requests", atLeast(STANDS_FOR, 1));
    count(log, "Refused", and(equal("$.status", 429), atLeast(STANDS_FOR, 1)));
    count(log, "ServerErrors", and(atLeast("$.status", 500), atLeast(STANDS_FOR, 1)));
    // No default: a nought in each quiet minute would pull the percentiles down.
    MetricFilter.Builder.create(this, "Seconds")
        .logGroup(log)
        .metricNamespace(namespace)
        .metricName("Seconds")
        .filterPattern(and(atLeast("$.upstreamSeconds", 0), atLeast(SECONDS, 0)))
        .metricValue(SECONDS)
        .unit(Unit.SECONDS)
        .build();
    // No default either: CloudWatch takes none beside a dimension.
    MetricFilter.Builder.create(this, "Refusals")
        .logGroup(log)
        .metricNamespace(namespace)
        .metricName("Refusals")
        .filterPattern(and(anyClass(), atLeast(STANDS_FOR, 1)))
        .metricValue(STANDS_FOR)
        .dimensions(Map.of(CLASS, "$.class"))
        .unit(Unit.COUNT)
        .build();
  }

  private void count(ILogGroup log, String name, IFilterPattern pattern) {
    MetricFilter.Builder.create(this, name)
        .logGroup(log)
        .metricNamespace(namespace)
        .metricName(name)
        .filterPattern(pattern)
        .metricValue(STANDS_FOR)
        .defaultValue(0)
        .unit(Unit.COUNT)
        .build();
  }

  private static JsonPattern equal(String field, int value) {
    return FilterPattern.numberValue(field, "=", value);
  }

  /** A field whose value is used must be in the pattern. */
  private static JsonPattern atLeast(String field, int value) {
    return FilterPattern.numberValue(field, ">=", value);
  }

  private static JsonPattern and(JsonPattern one, JsonPattern other) {
    return FilterPattern.all(one, other);
  }

  /** By name: so there are never more metrics than classes, whatever a line holds. */
  private static JsonPattern anyClass() {
    return FilterPattern.any(
        Arrays.stream(RefusalClass.values())
            .map(each -> FilterPattern.stringValue("$.class", "=", each.word()))
            .toArray(JsonPattern[]::new));
  }

  /**
   * Metrics of one name and namespace are one metric, so each proxy has a namespace: the name of
   * its stack, as deployed, and its path in there.
   */
  private static String namespace(Construct scope) {
    Stack stack = Stack.of(scope);
    while (stack.getNestedStackParent() != null) {
      stack = stack.getNestedStackParent();
    }
    String path = scope.getNode().getScope().getNode().getPath();
    String within =
        path.substring(stack.getNode().getPath().length()).replaceAll("[^A-Za-z0-9._/-]", "-");
    String whole = "Breakwater/" + stack.getStackName() + within;
    if (whole.length() <= MOST_NAMESPACE) {
      return whole;
    }
    String address = "-" + scope.getNode().getAddr();
    return whole.substring(0, MOST_NAMESPACE - address.length()) + address;
  }

  /** The namespace of all of them: {@code Breakwater/Shop/Web}. */
  public String getNamespace() {
    return namespace;
  }

  /** All requests but the load balancer's probes; a sum. */
  public Metric metricRequests() {
    return sum("Requests");
  }

  /** Requests that got 429; a sum. */
  public Metric metricRefused() {
    return sum("Refused");
  }

  /** Requests that got 5xx, from the application or from the proxy; a sum. */
  public Metric metricServerErrors() {
    return sum("ServerErrors");
  }

  /** Requests that the proxy itself refused for this reason; a sum, with no value for none. */
  public Metric metricRefusals(RefusalClass reason) {
    return sum("Refusals")
        .with(MetricOptions.builder().dimensionsMap(Map.of(CLASS, reason.word())).build());
  }

  /**
   * Seconds from the first byte of a request to the last of its answer, of requests that the
   * application answered.
   *
   * @param percentile 0 to 100, such as 99
   */
  public Metric metricLatency(double percentile) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName("Seconds")
        .statistic(Stats.percentile(percentile))
        .period(Duration.minutes(1))
        .build();
  }

  private Metric sum(String name) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .statistic(Stats.SUM)
        .period(Duration.minutes(1))
        .build();
  }
}
