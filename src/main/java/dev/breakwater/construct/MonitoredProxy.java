package dev.breakwater.construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.QueryDefinition;
import software.constructs.Construct;

/** What watches a proxy: made by {@link ProxiedService} as its {@link ProxyMonitoring} asks. */
public final class MonitoredProxy extends Construct {
  private final ProxyMetrics metrics;
  private final Map<String, Alarm> alarms;
  private final List<QueryDefinition> queries;
  private final Optional<Dashboard> dashboard;

  MonitoredProxy(Construct scope, ProxyMonitoring wanted, ILogGroup log) {
    super(scope, "Monitoring");
    metrics = new ProxyMetrics(this, log);
    queries = ProxyQueries.of(this, metrics.getNamespace(), log);
    alarms = wanted.alarms().map(each -> ProxyAlarms.of(this, metrics, each)).orElse(Map.of());
    dashboard =
        wanted.dashboard()
            ? Optional.of(ProxyDashboard.of(this, metrics, alarms.values()))
            : Optional.empty();
  }

  /** The metrics, for alarms and graphs of one's own. */
  public ProxyMetrics getMetrics() {
    return metrics;
  }

  /**
   * The alarms, to which further actions can be added: {@code ServerErrors}, {@code Refused},
   * {@code Latency}, and {@code Refusals-probe} and the like; none where none were asked for.
   */
  public Map<String, Alarm> getAlarms() {
    return new LinkedHashMap<>(alarms);
  }

  /** The saved queries of Logs Insights. */
  public List<QueryDefinition> getQueries() {
    return queries;
  }

  /** The dashboard, where one was asked for; more widgets can be added. */
  public Optional<Dashboard> getDashboard() {
    return dashboard;
  }
}
