package dev.breakwater.construct;

import static dev.breakwater.construct.Synthesis.elements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.proxy.RefusalClass;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** What watches a proxy, as the template has it. */
@Tag("cdk")
class ProxyMonitoringTest {
  private static final String FILTER = "AWS::Logs::MetricFilter";
  private static final String ALARM = "AWS::CloudWatch::Alarm";
  private static final String QUERY = "AWS::Logs::QueryDefinition";
  private static final String DASHBOARD = "AWS::CloudWatch::Dashboard";
  private static final Synthesis SYNTHESIS = new Synthesis();

  private static ProxiedService watched;
  private static ProxiedService nested;

  @BeforeAll
  static void synthesize() {
    Stack stack = SYNTHESIS.stack("Watched");
    Topic topic = new Topic(stack, "Topic");
    watched =
        Synthesis.good(stack, Synthesis.cluster(stack))
            .monitoring(ProxyMonitoring.builder().alarms(topic).dashboard().build())
            .build();
    SYNTHESIS.service("Plain", web -> {});
    SYNTHESIS.service("Measured", web -> web.monitoring(ProxyMonitoring.builder().build()));
    SYNTHESIS.service(
        "Quiet",
        web ->
            web.monitoring(
                ProxyMonitoring.builder()
                    .alarms()
                    .serverErrorPercent(1)
                    .refusedPercent(50)
                    .latency(Duration.millis(250))
                    .refusals(7)
                    .build()));
    Stack renamed =
        new Stack(
            SYNTHESIS.app(), "Renamed", StackProps.builder().stackName("shop-production").build());
    Synthesis.good(renamed, Synthesis.cluster(renamed))
        .monitoring(ProxyMonitoring.builder().build())
        .build();
    Stack outer = SYNTHESIS.stack("Outer");
    NestedStack inner = new NestedStack(outer, "Inner");
    nested =
        ProxiedService.Builder.create(new Construct(inner, "a b"), "x".repeat(200))
            .cluster(Synthesis.cluster(inner))
            .application(Synthesis.IMAGE)
            .port(8081)
            .healthCheck(Synthesis.HEALTH)
            .plainHttpWithoutEncryption()
            .monitoring(ProxyMonitoring.builder().build())
            .build();
    SYNTHESIS.synthesize();
  }

  private static Map<String, JsonNode> filters(String stack) {
    return SYNTHESIS.resources(stack, FILTER).stream()
        .collect(
            Collectors.toMap(
                each -> each.at("/MetricTransformations/0/MetricName").asText(),
                Function.identity()));
  }

  private static JsonNode alarm(String stack, String described) {
    List<JsonNode> found =
        SYNTHESIS.resources(stack, ALARM).stream()
            .filter(each -> each.get("AlarmDescription").asText().contains(described))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void watchesNothingUnlessAsked() {
    for (String type : List.of(FILTER, ALARM, QUERY, DASHBOARD)) {
      assertThat(SYNTHESIS.resources("Plain", type)).isEmpty();
    }
    assertThat(SYNTHESIS.resources("Measured", FILTER)).hasSize(5);
    assertThat(SYNTHESIS.resources("Measured", QUERY)).hasSize(4);
    assertThat(SYNTHESIS.resources("Measured", ALARM)).isEmpty();
    assertThat(SYNTHESIS.resources("Measured", DASHBOARD)).isEmpty();
  }

  @Test
  void countsEachLineAsOftenAsItStandsFor() {
    Map<String, JsonNode> filters = filters("Watched");
    assertThat(filters)
        .containsOnlyKeys("Requests", "Refused", "ServerErrors", "Seconds", "Refusals");
    assertThat(pattern(filters, "Requests")).isEqualTo("{ $.standsFor >= 1 }");
    assertThat(pattern(filters, "Refused")).isEqualTo("{ ($.status = 429) && ($.standsFor >= 1) }");
    assertThat(pattern(filters, "ServerErrors"))
        .isEqualTo("{ ($.status >= 500) && ($.standsFor >= 1) }");
    for (String count : List.of("Requests", "Refused", "ServerErrors")) {
      JsonNode metric = filters.get(count).at("/MetricTransformations/0");
      assertThat(metric.get("MetricValue").asText()).isEqualTo("$.standsFor");
      assertThat(metric.get("DefaultValue").asInt(-1)).isZero();
      assertThat(metric.get("MetricNamespace").asText()).isEqualTo("Breakwater/Watched/Web");
    }
  }

  @Test
  void readsTheProxysLogAndNotTheApplications() {
    for (JsonNode filter : SYNTHESIS.resources("Watched", FILTER)) {
      assertThat(filter.at("/LogGroupName/Ref").asText()).startsWith("WebTaskproxylogs");
    }
    for (JsonNode query : SYNTHESIS.resources("Watched", QUERY)) {
      assertThat(query.at("/LogGroupNames/0/Ref").asText()).startsWith("WebTaskproxylogs");
    }
  }

  @Test
  void givesThePercentilesNoNoughtsAndTheClassesNoDefaultWhichCloudWatchRefuses() {
    JsonNode seconds = filters("Watched").get("Seconds");
    assertThat(seconds.get("FilterPattern").asText())
        .isEqualTo("{ ($.upstreamSeconds >= 0) && ($.seconds >= 0) }");
    assertThat(seconds.at("/MetricTransformations/0/DefaultValue").isMissingNode()).isTrue();
    assertThat(seconds.at("/MetricTransformations/0/Unit").asText()).isEqualTo("Seconds");
    JsonNode refusals = filters("Watched").get("Refusals").at("/MetricTransformations/0");
    assertThat(refusals.has("DefaultValue")).isFalse();
    assertThat(refusals.at("/Dimensions")).hasSize(1);
    assertThat(refusals.at("/Dimensions/0/Key").asText()).isEqualTo("Class");
    assertThat(refusals.at("/Dimensions/0/Value").asText()).isEqualTo("$.class");
  }

  @Test
  void countsTheClassesThatThereAreAndNoOther() {
    String pattern = filters("Watched").get("Refusals").get("FilterPattern").asText();
    for (RefusalClass each : RefusalClass.values()) {
      assertThat(pattern).contains("($.class = \"" + each.word() + "\")");
    }
    assertThat(pattern).hasSizeLessThan(1024);
  }

  @Test
  void givesEachDeploymentItsOwnNamespace() {
    assertThat(namespace("Renamed")).isEqualTo("Breakwater/shop-production/Web");
    assertThat(namespace("Watched"))
        .isEqualTo(watched.getMonitoring().orElseThrow().getMetrics().getNamespace());
    assertThat(nested.getMonitoring().orElseThrow().getMetrics().getNamespace())
        .startsWith("Breakwater/Outer/Inner/a-b/xxx");
  }

  private static String namespace(String stack) {
    return filters(stack).get("Requests").at("/MetricTransformations/0/MetricNamespace").asText();
  }

  @Test
  void raisesAlarmsOnSharesAndNotOnAFewRequestsOfAQuietNight() {
    JsonNode errors = alarm("Watched", "got 5xx");
    assertThat(errors.at("/Metrics/0/Expression").asText())
        .isEqualTo("IF(requests >= 20, 100 * part / requests, 0)");
    assertThat(errors.get("Threshold").asInt()).isEqualTo(5);
    assertThat(errors.get("EvaluationPeriods").asInt()).isEqualTo(5);
    assertThat(errors.get("DatapointsToAlarm").asInt()).isEqualTo(3);
    assertThat(alarm("Watched", "got 429").get("Threshold").asInt()).isEqualTo(20);
    JsonNode latency = alarm("Watched", "One request in a hundred");
    assertThat(latency.get("ExtendedStatistic").asText()).isEqualTo("p99");
    assertThat(latency.get("Threshold").asDouble()).isEqualTo(2.0);
    assertThat(latency.get("EvaluateLowSampleCountPercentile").asText()).isEqualTo("ignore");
    JsonNode probes = alarm("Watched", "refused as probe");
    assertThat(probes.at("/Dimensions/0/Value").asText()).isEqualTo("probe");
    assertThat(probes.get("Period").asInt()).isEqualTo(300);
  }

  @Test
  void takesSilenceForPeaceAndTellsTheTopic() {
    List<JsonNode> alarms = SYNTHESIS.resources("Watched", ALARM);
    assertThat(alarms).hasSize(3 + 6);
    assertThat(alarms)
        .allSatisfy(
            each -> {
              assertThat(each.get("TreatMissingData").asText()).isEqualTo("notBreaching");
              assertThat(each.at("/AlarmActions/0/Ref").asText()).startsWith("Topic");
              assertThat(each.at("/OKActions/0/Ref").asText()).startsWith("Topic");
              assertThat(each.get("ComparisonOperator").asText())
                  .isEqualTo("GreaterThanOrEqualToThreshold");
            });
    assertThat(SYNTHESIS.resources("Quiet", ALARM)).noneMatch(each -> each.has("AlarmActions"));
    assertThat(watched.getMonitoring().orElseThrow().getAlarms())
        .containsKeys("ServerErrors", "Refused", "Latency", "Refusals-probe")
        .doesNotContainKeys("Refusals-rate", "Refusals-connections");
  }

  @Test
  void takesTheThresholdsThatWereChosen() {
    assertThat(alarm("Quiet", "got 5xx").get("Threshold").asInt()).isEqualTo(1);
    assertThat(alarm("Quiet", "got 429").get("Threshold").asInt()).isEqualTo(50);
    assertThat(alarm("Quiet", "One request in").get("Threshold").asDouble()).isEqualTo(0.25);
    assertThat(alarm("Quiet", "refused as traversal").get("Threshold").asInt()).isEqualTo(7);
  }

  @Test
  void savesQueriesUnderTheProxysName() {
    assertThat(SYNTHESIS.resources("Watched", QUERY))
        .extracting(each -> each.get("Name").asText())
        .containsExactlyInAnyOrder(
            "Breakwater/Watched/Web/top refused clients",
            "Breakwater/Watched/Web/refusals by class",
            "Breakwater/Watched/Web/slowest paths",
            "Breakwater/Watched/Web/5xx by path");
    assertThat(SYNTHESIS.resources("Watched", QUERY))
        .extracting(each -> each.get("QueryString").asText())
        .contains(
            """
            filter class != ''
            | stats sum(standsFor) as requests by client, class
            | sort requests desc
            | limit 50""");
  }

  @Test
  void drawsADashboardThatScansNoLog() {
    String body = SYNTHESIS.resource("Watched", DASHBOARD).get("DashboardBody").toString();
    assertThat(body)
        .contains("Requests a minute", "Refused by the proxy, by class", "Alarms", "traversal")
        .doesNotContain("SOURCE");
  }

  @Test
  void usesNoMetricThatNoFilterMakes() {
    List<String> made = List.copyOf(filters("Watched").keySet());
    for (JsonNode alarm : SYNTHESIS.resources("Watched", ALARM)) {
      List<String> used =
          alarm.has("MetricName")
              ? List.of(alarm.get("MetricName").asText())
              : elements(alarm.get("Metrics"))
                  .filter(each -> each.has("MetricStat"))
                  .map(each -> each.at("/MetricStat/Metric/MetricName").asText())
                  .toList();
      assertThat(used).isNotEmpty().isSubsetOf(made);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 101})
  void refusesAShareThatIsNone(int percent) {
    refused(
        alarms -> alarms.serverErrorPercent(percent),
        "serverErrorPercent must be 1 to 100, got " + percent);
    refused(
        alarms -> alarms.refusedPercent(percent),
        "refusedPercent must be 1 to 100, got " + percent);
  }

  @Test
  void refusesThresholdsOutOfRangeAndWithoutAlarms() {
    refused(
        alarms -> alarms.latency(Duration.millis(0)),
        "latency must be 1 to 3600000 milliseconds, got 0");
    refused(
        alarms -> alarms.latency(Duration.hours(2)),
        "latency must be 1 to 3600000 milliseconds, got 7200000");
    refused(alarms -> alarms.refusals(0), "refusals must be 1 to 1000000, got 0");
    assertThatThrownBy(() -> ProxyMonitoring.builder().refusals(3).build())
        .hasMessage("thresholds must be given with alarms(…), got no alarms");
    assertThatThrownBy(() -> ProxyMonitoring.builder().alarms(null))
        .hasMessage("topic is required");
  }

  private static void refused(UnaryOperator<ProxyMonitoring.Builder> change, String sentence) {
    assertThatThrownBy(() -> change.apply(ProxyMonitoring.builder().alarms()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  private static String pattern(Map<String, JsonNode> filters, String name) {
    return filters.get(name).get("FilterPattern").asText();
  }
}
