package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Rule;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The export and the rules must say the same of every template. */
class GuardExportTest {
  static final List<Rule> ALL = Rules.ALL;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PROGRAM =
      Path.of(
          "node_modules/@cdklabs/cdk-validator-cfnguard/bin/ubuntu",
          System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64",
          "cfn-guard");

  private static final int GENERATED = 1000;

  @ParameterizedTest
  @FieldSource("ALL")
  void eachRuleHasClausesOrTheReasonWhyNot(Rule rule) {
    assertThat(rule.guard())
        .as("%s bears a @Guard with clauses, or with why Guard's language cannot say it", rule.id())
        .isPresent();
    Guard guard = rule.guard().orElseThrow();
    assertThat(guard.value().isEmpty()).isNotEqualTo(guard.unsaid().isEmpty());
    assertThat(GuardExport.of(List.of(rule))).contains(guard.unsaid()).contains(guard.differs());
  }

  @Test
  @Tag("guard")
  void saysOfTheFixturesWhatTheRulesSay() throws Exception {
    compare(
        List.of(
            Variations.fixture("hardened.yaml"),
            Variations.fixture("careless.yaml"),
            Variations.fixture("unresolved.yaml")));
  }

  @Test
  @Tag("guard")
  void saysOfVariationsOfTheHardenedTaskWhatTheRulesSay() throws Exception {
    Map<String, Map<Outcome, Integer>> seen =
        compare(new Variations(20261122).templates(GENERATED));
    assertThat(seen)
        .as("rules that were never seen to pass, or never to fail")
        .allSatisfy(
            (rule, outcomes) -> assertThat(outcomes).containsKeys(Outcome.PASS, Outcome.FAIL));
  }

  /** How often each rule said what. */
  private static Map<String, Map<Outcome, Integer>> compare(List<ObjectNode> templates)
      throws Exception {
    List<Rule> said =
        ALL.stream().filter(rule -> !rule.guard().orElseThrow().value().isEmpty()).toList();
    List<Map<String, String>> verdicts = guard(GuardExport.of(ALL), templates);
    assertThat(verdicts).hasSameSizeAs(templates);
    Map<String, Map<Outcome, Integer>> seen = new HashMap<>();
    List<String> differences = new ArrayList<>();
    int hidden = 0;
    for (int i = 0; i < templates.size(); i++) {
      ObjectNode template = templates.get(i);
      Assessment assessment =
          new Policy(said).judge(Template.parse(template.toString(), "template.json"));
      // Something stands for a whole object: the other verdicts do not count.
      if (verdicts.get(i).entrySet().stream()
          .anyMatch(
              verdict ->
                  verdict.getKey().startsWith("readable_") && verdict.getValue().equals("FAIL"))) {
        hidden++;
        continue;
      }
      assertThat(assessment.gaps()).as("gaps that Guard does not see").isEmpty();
      for (Rule rule : said) {
        Outcome ours = outcome(assessment, rule);
        String theirs = verdicts.get(i).get(rule.id().replace('-', '_'));
        seen.computeIfAbsent(rule.id(), id -> new HashMap<>()).merge(ours, 1, Integer::sum);
        if ((ours == Outcome.PASS) == theirs.equals("FAIL")) {
          differences.add(
              "%s is %s here and %s in Guard: %s"
                  .formatted(rule.id(), ours, theirs, template.get("Description").asText()));
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(hidden)
        .as("templates whose settings are hidden")
        .isLessThanOrEqualTo(templates.size() / 4);
    return seen;
  }

  private static Outcome outcome(Assessment assessment, Rule rule) {
    return assessment.findings().stream()
        .filter(finding -> finding.rule() == rule)
        .map(finding -> finding.problem().outcome())
        .max(Outcome::compareTo)
        .orElse(Outcome.PASS);
  }

  /** What the program says of each template, by rule. */
  private static List<Map<String, String>> guard(String rules, List<ObjectNode> templates)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PROGRAM), "cfn-guard is not here; npm ci brings it");
    ObjectNode payload = JSON.createObjectNode();
    payload.putArray("rules").add(rules);
    var data = payload.putArray("data");
    templates.forEach(template -> data.add(template.toString()));
    Path input = Files.createTempFile("guard", ".json");
    Path output = Files.createTempFile("guard", ".json");
    Path errors = Files.createTempFile("guard", ".txt");
    try {
      Files.writeString(input, payload.toString());
      new ProcessBuilder(
              PROGRAM.toString(),
              "validate",
              "--payload",
              "--structured",
              "-o",
              "json",
              "-S",
              "none")
          .redirectInput(input.toFile())
          .redirectOutput(output.toFile())
          .redirectError(errors.toFile())
          .start()
          .waitFor();
      assertThat(Files.readString(output, StandardCharsets.UTF_8))
          .as(Files.readString(errors))
          .startsWith("[");
      List<Map<String, String>> verdicts = new ArrayList<>();
      for (JsonNode file : JSON.readTree(output.toFile())) {
        verdicts.add(verdicts(file));
      }
      return verdicts;
    } finally {
      for (Path file : List.of(input, output, errors)) {
        Files.delete(file);
      }
    }
  }

  private static Map<String, String> verdicts(JsonNode file) {
    Map<String, String> verdicts = new HashMap<>();
    file.get("not_compliant").forEach(rule -> verdicts.put(rule.at("/Rule/name").asText(), "FAIL"));
    file.get("compliant").forEach(rule -> verdicts.put(rule.asText(), "PASS"));
    file.get("not_applicable").forEach(rule -> verdicts.put(rule.asText(), "SKIP"));
    return verdicts;
  }
}
