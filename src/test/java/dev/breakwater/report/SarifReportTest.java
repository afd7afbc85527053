package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.Golden;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SarifReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"careless", "unresolved", "everything"})
  void isWhatTheOfficialSchemaAsksFor(String name) throws IOException {
    String report = Sample.written(Format.SARIF, Sample.golden().get(name));
    JsonSchemas.checkSarif(report);
    Golden.check(Path.of("src/test/resources/golden/report", name + ".sarif"), report);
  }

  @ParameterizedTest
  @MethodSource("dev.breakwater.report.Sample#ofTheRules")
  void givesEveryRuleWhatGitHubAsksFor(Results results) throws IOException {
    String report = Sample.written(Format.SARIF, results);
    JsonSchemas.checkSarif(report);
    JsonNode rules = run(report).at("/tool/driver/rules");
    assertThat(rules).hasSize(results.policy().rules().size());
    for (JsonNode rule : rules) {
      assertThat(rule.at("/shortDescription/text").textValue()).hasSizeBetween(10, 1024);
      assertThat(rule.at("/fullDescription/text").textValue()).hasSizeBetween(10, 1024);
      assertThat(rule.at("/help/markdown").textValue()).contains("How to fix it");
      assertThat(Double.parseDouble(rule.at("/properties/security-severity").textValue()))
          .isBetween(0.1, 10.0);
      assertThat(rule.at("/properties/tags")).hasSizeBetween(3, 10);
    }
  }

  @Test
  void keepsTheRulesOfTheSpecificationThatNoSchemaCanSay() throws IOException {
    JsonNode run = run(Sample.written(Format.SARIF, Sample.everything()));
    Set<String> states = new HashSet<>();
    for (JsonNode result : run.get("results")) {
      boolean fails = result.get("kind").textValue().equals("fail");
      assertThat(result.get("level").textValue().equals("none")).isEqualTo(!fails);
      assertThat(result.get("suppressions").isArray()).isTrue();
      assertThat(result.get("locations")).hasSize(1);
      assertThat(result.at("/locations/0/physicalLocation/region/startLine").intValue())
          .isPositive();
      states.add(result.get("baselineState").textValue());
      JsonNode rule = run.at("/tool/driver/rules/" + result.get("ruleIndex").intValue());
      assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
    }
    assertThat(states).containsExactlyInAnyOrder("new", "unchanged");
    assertThat(run.at("/invocations/0/executionSuccessful").booleanValue())
        .as("a gap is an error, with which no run succeeds")
        .isFalse();
    assertThat(run.at("/invocations/0/toolConfigurationNotifications")).hasSize(3);
  }

  @Test
  void waivesWithTheReason() throws IOException {
    for (JsonNode result : run(Sample.written(Format.SARIF, Sample.everything())).get("results")) {
      boolean waived =
          result.get("ruleId").textValue().equals("no-host-processes")
              && result.at("/properties/verdict").textValue().equals("waived");
      assertThat(result.get("suppressions")).hasSize(waived ? 1 : 0);
      if (waived) {
        assertThat(result.at("/suppressions/0/justification").textValue())
            .isEqualTo("its host runs nothing else (until 2027-01-31)");
      }
    }
  }

  @Test
  void namesFilesByUrisThatPointBackToThem() throws IOException {
    String name = "a b/c#d?e%41&f:g/ü.yaml";
    String report =
        Sample.written(
            Format.SARIF,
            Sample.judged(
                "Resources: {A: {Type: AWS::Serverless::Application}}", name, Sample.few()));
    JsonNode place =
        run(report)
            .at(
                "/invocations/0/toolExecutionNotifications/0/locations/0"
                    + "/physicalLocation/artifactLocation");
    assertThat(URI.create(place.get("uri").textValue()).getPath()).isEqualTo(name);
    assertThat(place.get("uriBaseId").textValue()).isEqualTo("%SRCROOT%");
    JsonSchemas.checkSarif(report);
  }

  @Test
  void endsTheRegionWhereTheOffendingValueEnds() throws IOException {
    Results all = Sample.careless();
    Results results =
        new Results(
            all.assessment(),
            all.inventory(),
            all.sources(),
            all.policy(),
            location -> Optional.of(new Excerpt("PidMode: host", 10, 4)));
    JsonNode region =
        run(Sample.written(Format.SARIF, results))
            .at("/results/0/locations/0/physicalLocation/region");
    assertThat(region.get("endColumn").intValue()).isEqualTo(20);
  }

  @Test
  void writesNoMoreThanGitHubTakesAndSaysSo() throws IOException {
    Results results = Sample.careless();
    List<Finding> many =
        results.assessment().findings().stream()
            .flatMap(finding -> Collections.nCopies(4_000, finding).stream())
            .toList();
    JsonNode run =
        run(
            Sample.written(
                Format.SARIF, Sample.with(results, all -> new Assessment(many, List.of()))));
    assertThat(run.get("results")).hasSize(25_000);
    assertThat(run.at("/results/0/properties/severity").textValue()).isEqualTo("critical");
    assertThat(run.at("/invocations/0/executionSuccessful").booleanValue()).isFalse();
    assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text").textValue())
        .startsWith(many.size() - 25_000 + " results are left out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "runs"})
  void aWrongOneDoesNotPassTheSchema(String needed) throws IOException {
    ObjectNode report =
        (ObjectNode) JSON.readTree(Sample.written(Format.SARIF, Sample.everything()));
    report.remove(needed);
    assertThat(JsonSchemas.ofSarif(report.toString())).isNotEmpty();
  }

  private static JsonNode run(String report) throws IOException {
    return JSON.readTree(report).at("/runs/0");
  }
}
