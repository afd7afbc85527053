package dev.breakwater.construct;

import dev.breakwater.proxy.RefusalClass;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.constructs.Construct;

/** When somebody should look at a proxy. */
final class ProxyAlarms {
  /** One failure of three requests at night is no share. */
  private static final int LEAST_REQUESTS = 20;

  /** Somebody searches for a way in. What the limits refuse has its share, the rest is chosen. */
  private static final Set<RefusalClass> INTRUSIONS =
      EnumSet.of(
          RefusalClass.HOST,
          RefusalClass.INSPECTION,
          RefusalClass.MALFORMED,
          RefusalClass.METHOD,
          RefusalClass.PROBE,
          RefusalClass.TRAVERSAL);

  private static final int OF_MINUTES = 5;
  private static final int BAD_MINUTES = 3;

  private final Construct scope;
  private final ProxyMetrics metrics;
  private final ProxyMonitoring.Alarms wanted;
  private final Map<String, Alarm> alarms = new LinkedHashMap<>();

  private ProxyAlarms(Construct scope, ProxyMetrics metrics, ProxyMonitoring.Alarms wanted) {
    this.scope = scope;
    this.metrics = metrics;
    this.wanted = wanted;
  }

  static Map<String, Alarm> of(
      Construct scope, ProxyMetrics metrics, ProxyMonitoring.Alarms wanted) {
    ProxyAlarms alarms = new ProxyAlarms(scope, metrics, wanted);
    alarms.addAll();
    return alarms.alarms;
  }

  private void addAll() {
    add(
        "ServerErrors",
        share(metrics.metricServerErrors(), "5xx, percent of requests"),
        wanted.serverErrorPercent(),
        "Of the requests at least %d %% got 5xx.".formatted(wanted.serverErrorPercent()));
    add(
        "Refused",
        share(metrics.metricRefused(), "429, percent of requests"),
        wanted.refusedPercent(),
        "Of the requests at least %d %% got 429: an attack, or a limit that is too tight."
            .formatted(wanted.refusedPercent()));
    double seconds = wanted.latency().toMilliseconds().doubleValue() / 1000;
    add(
        "Latency",
        metrics.metricLatency(99),
        seconds,
        "One request in a hundred took at least %s s.".formatted(seconds));
    INTRUSIONS.forEach(this::addOf);
  }

  private void addOf(RefusalClass reason) {
    String id = "Refusals-" + reason.word();
    Alarm alarm =
        Alarm.Builder.create(scope, id)
            .metric(
                metrics
                    .metricRefusals(reason)
                    .with(MetricOptions.builder().period(Duration.minutes(OF_MINUTES)).build()))
            .threshold(wanted.refusals())
            .evaluationPeriods(1)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .alarmDescription(
                "%s: in five minutes %d requests or more were refused as %s."
                    .formatted(metrics.getNamespace(), wanted.refusals(), reason.word()))
            .build();
    tell(id, alarm);
  }

  private void add(String id, IMetric metric, double threshold, String description) {
    Alarm.Builder alarm =
        Alarm.Builder.create(scope, id)
            .metric(metric)
            .threshold(threshold)
            .evaluationPeriods(OF_MINUTES)
            .datapointsToAlarm(BAD_MINUTES)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .alarmDescription(metrics.getNamespace() + ": " + description);
    if (metric instanceof Metric) {
      // A percentile of a handful says nothing.
      alarm.evaluateLowSampleCountPercentile("ignore");
    }
    tell(id, alarm.build());
  }

  private MathExpression share(Metric part, String label) {
    return MathExpression.Builder.create()
        .expression("IF(requests >= %d, 100 * part / requests, 0)".formatted(LEAST_REQUESTS))
        .usingMetrics(Map.of("part", part, "requests", metrics.metricRequests()))
        .period(Duration.minutes(1))
        .label(label)
        .build();
  }

  private void tell(String id, Alarm alarm) {
    wanted
        .topic()
        .ifPresent(
            topic -> {
              alarm.addAlarmAction(new SnsAction(topic));
              alarm.addOkAction(new SnsAction(topic));
            });
    alarms.put(id, alarm);
  }
}
