package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.Golden;
import dev.breakwater.model.Inventory;
import dev.breakwater.policy.Assessment;
import dev.breakwater.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"careless", "unresolved", "everything"})
  void saysAllInTheShapeOfItsSchema(String name) throws IOException {
    String report = Sample.written(Format.JSON, Sample.golden().get(name));
    JsonSchemas.checkAssessment(report);
    Golden.check(Path.of("src/test/resources/golden/report", name + ".json"), report);
  }

  @ParameterizedTest
  @MethodSource("dev.breakwater.report.Sample#ofTheRules")
  void keepsToItsSchemaForEveryRule(Results results) throws IOException {
    String report = Sample.written(Format.JSON, results);
    JsonSchemas.checkAssessment(report);
    assertThat(JSON.readTree(report).get("findings"))
        .hasSize(results.assessment().findings().size());
  }

  @Test
  void namesAnImageThatWasJudgedByItself() throws Exception {
    Inventory images =
        SourceFile.read(Path.of("src/test/resources/dev/breakwater/source/inspect/images.json"))
            .inventory();
    String report =
        Sample.written(
            Format.JSON, Sample.with(Sample.careless(), all -> Sample.few().judge(images)));
    JsonSchemas.checkAssessment(report);
    assertThat(JSON.readTree(report).at("/findings/0/subject").toString())
        .isEqualTo("{\"kind\":\"image\",\"resource\":\"careless:1.0\"}");
  }

  @Test
  void isCleanWhereNothingWasFound() throws IOException {
    JsonNode report =
        JSON.readTree(
            Sample.written(
                Format.JSON,
                Sample.with(Sample.careless(), all -> new Assessment(List.of(), List.of()))));
    assertThat(report.get("outcome").textValue()).isEqualTo("clean");
    JsonSchemas.checkAssessment(report.toString());
  }

  @Test
  void holdsTheSourceAsItIsAndTheTerminalSeesOnlyAscii() throws IOException {
    String name = "\u001b]0;\u0007\u202e\ud83c\udf0a\u007f\u009b\ud800";
    String report =
        Sample.written(
            Format.JSON,
            Sample.judged(
                "Resources: {A: {Type: AWS::Serverless::Application}}", name, Sample.few()));
    assertThat(report).matches("[\\x20-\\x7e\\n]*");
    assertThat(JSON.readTree(report).at("/gaps/0/location/source").textValue()).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aWrongReportDoesNotPassTheSchema(String what, Consumer<ObjectNode> change)
      throws IOException {
    ObjectNode report =
        (ObjectNode) JSON.readTree(Sample.written(Format.JSON, Sample.everything()));
    JsonSchemas.checkAssessment(report.toString());
    change.accept(report);
    assertThat(JsonSchemas.ofAssessment(report.toString())).as(what).isNotEmpty();
  }

  static List<Object[]> wrong() {
    Map<String, Consumer<ObjectNode>> changes =
        Map.of(
            "another version", report -> report.put("schema", "breakwater/assessment/2"),
            "an outcome that nobody knows", report -> report.put("outcome", "pass"),
            "no gaps", report -> report.remove("gaps"),
            "something more", report -> report.put("extra", true),
            "a finding without a rule", report -> finding(report).remove("rule"),
            "a verdict in capitals", report -> finding(report).put("verdict", "FAIL"),
            "a waived finding without its waiver",
                report -> finding(report).put("verdict", "waived"),
            "line 0", report -> ((ObjectNode) finding(report).get("location")).put("line", 0),
            "a line without a column",
                report -> ((ObjectNode) finding(report).get("location")).remove("column"),
            "a count below 0", report -> ((ObjectNode) report.get("summary")).put("gaps", -1));
    return changes.entrySet().stream()
        .map(change -> new Object[] {change.getKey(), change.getValue()})
        .toList();
  }

  private static ObjectNode finding(ObjectNode report) {
    for (JsonNode finding : report.get("findings")) {
      if (finding.get("verdict").textValue().equals("fail")) {
        return (ObjectNode) finding;
      }
    }
    throw new IllegalStateException("no finding fails");
  }
}
