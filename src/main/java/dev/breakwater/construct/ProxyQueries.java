package dev.breakwater.construct;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.QueryDefinition;
import software.amazon.awscdk.services.logs.QueryString;
import software.constructs.Construct;

/** What one asks a proxy's log first, kept as saved queries of Logs Insights. */
final class ProxyQueries {
  private static final int MOST_ROWS = 50;

  private ProxyQueries() {}

  /** A slash makes a folder in the console. */
  static List<QueryDefinition> of(Construct scope, String folder, ILogGroup log) {
    return queries().entrySet().stream()
        .map(
            query ->
                QueryDefinition.Builder.create(scope, query.getKey().replace(' ', '-'))
                    .queryDefinitionName(folder + "/" + query.getKey())
                    .queryString(query.getValue().limit(MOST_ROWS).build())
                    .logGroups(List.of(log))
                    .build())
        .toList();
  }

  private static Map<String, QueryString.Builder> queries() {
    Map<String, QueryString.Builder> queries = new LinkedHashMap<>();
    queries.put(
        "top refused clients",
        QueryString.Builder.create()
            .filterStatements(List.of("class != ''"))
            .statsStatements(List.of("sum(standsFor) as requests by client, class"))
            .sort("requests desc"));
    queries.put(
        "refusals by class",
        QueryString.Builder.create()
            .filterStatements(List.of("class != ''"))
            .statsStatements(List.of("sum(standsFor) as requests by class, status"))
            .sort("requests desc"));
    queries.put(
        "slowest paths",
        QueryString.Builder.create()
            .filterStatements(List.of("class = ''"))
            .statsStatements(
                List.of(
                    "pct(seconds, 99) as p99, avg(upstreamSeconds) as application, count(*) as"
                        + " requests by path"))
            .sort("p99 desc"));
    queries.put(
        "5xx by path",
        QueryString.Builder.create()
            .filterStatements(List.of("status >= 500"))
            .statsStatements(List.of("sum(standsFor) as requests by path, status, upstreamStatus"))
            .sort("requests desc"));
    return queries;
  }
}
