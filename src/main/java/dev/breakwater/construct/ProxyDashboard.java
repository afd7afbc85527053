package dev.breakwater.construct;

import dev.breakwater.proxy.RefusalClass;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.constructs.Construct;

/**
 * A proxy at a glance. It holds no log queries: each look at them would scan the log, and be
 * billed.
 */
final class ProxyDashboard {
  private static final int COLUMNS = 24;

  private ProxyDashboard() {}

  static Dashboard of(Construct scope, ProxyMetrics metrics, Collection<Alarm> alarms) {
    Dashboard dashboard = new Dashboard(scope, "Dashboard");
    if (!alarms.isEmpty()) {
      dashboard.addWidgets(
          AlarmStatusWidget.Builder.create()
              .title("Alarms")
              .alarms(List.copyOf(alarms))
              .width(COLUMNS)
              .build());
    }
    dashboard.addWidgets(
        graph(
            "Requests a minute",
            "Count",
            List.of(
                labelled(metrics.metricRequests(), "all"),
                labelled(metrics.metricRefused(), "429"),
                labelled(metrics.metricServerErrors(), "5xx"))),
        graph(
            "Latency of the application, seconds",
            "s",
            List.of(
                labelled(metrics.metricLatency(50), "p50"),
                labelled(metrics.metricLatency(90), "p90"),
                labelled(metrics.metricLatency(99), "p99"))));
    dashboard.addWidgets(
        graph(
            "Refused by the proxy, by class",
            "Count",
            Arrays.stream(RefusalClass.values())
                .map(each -> labelled(metrics.metricRefusals(each), each.word()))
                .toList()));
    return dashboard;
  }

  private static Metric labelled(Metric metric, String label) {
    return metric.with(MetricOptions.builder().label(label).build());
  }

  private static GraphWidget graph(String title, String unit, List<Metric> metrics) {
    return GraphWidget.Builder.create()
        .title(title)
        .left(metrics)
        .leftYAxis(YAxisProps.builder().min(0).label(unit).showUnits(false).build())
        .width(COLUMNS / 2)
        .build();
  }
}
