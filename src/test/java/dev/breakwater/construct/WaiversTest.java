package dev.breakwater.construct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;

/** Waivers on constructs, through the real CDK and the gate. */
@Tag("cdk")
final class WaiversTest {
  private static final LocalDate LATER = LocalDate.of(2999, 12, 31);
  private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 31);

  @TempDir Path directory;
  private App app;
  private Stack stack;

  @BeforeEach
  void anAppWithTheGateBeforeIt() {
    app =
        App.Builder.create()
            .outdir(directory.toString())
            .context(Map.of("@aws-cdk/core:appMode", "inmemory"))
            .build();
    stack = new Stack(app, "Main");
    PolicyGate.restricted().attach(app);
  }

  @Test
  void letWhatTheyAcceptPassAndShowIt() throws IOException {
    ProxiedService web = loosened();
    Waivers.of(web)
        .add("separate-task-role", "both \u001b[2Jread one secret", LATER)
        .addForContainer("read-only-root-filesystem", "a*", "until #412", LATER);
    assertThat(report()).isEmpty();
    assertThat(violations())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "info separate-task-role: waived until 2999-12-31:"
                            + " Main/Web/Task/Definition/Resource: taskRoleArn and executionRoleArn"
                            + " are the same role, ${WebTaskDefinitionExecutionRole")
                    .endsWith(" | None needed: both \\u001b[2Jread one secret"))
        .anyMatch(line -> line.startsWith("info read-only-root-filesystem: waived until 2999"));
    assertThat(violations()).hasSize(2);
  }

  @Test
  void coverNoOtherRuleContainerOrService() {
    ProxiedService web = loosened();
    Waivers.of(web).add("separate-task-role", "both read one secret", LATER);
    assertThat(report())
        .contains("Rule breakwater::read-only-root-filesystem")
        .doesNotContain("FATAL Main/Web/Task/Definition/Resource: taskRoleArn");
  }

  @Test
  void closeTheGateAgainBehindTheirLastDayAndAreNamed() throws IOException {
    Waivers.of(raw(Map.of("PidMode", "host"))).add("no-host-processes", "an agent", LONG_AGO);
    assertThat(report()).contains("Rule breakwater::no-host-processes");
    assertThat(violations())
        .contains(
            "info waiver: Main/Raw: the waiver of no-host-processes counted until 2020-01-31"
                + " | Fix what it accepted, or give it another last day.");
  }

  @Test
  void areNamedWhereNothingNeedsThem() throws IOException {
    ProxiedService web = Synthesis.good(stack, Synthesis.cluster(stack)).build();
    Waivers.of(web).add("no-public-ip", "it is in a public subnet", LATER);
    assertThat(report()).isEmpty();
    assertThat(violations())
        .singleElement()
        .asString()
        .startsWith("info waiver: Main/Web/")
        .endsWith(": nothing needs the waiver of no-public-ip | Remove it.");
  }

  @Test
  void ofGapAcceptWhatCannotBeRead() throws IOException {
    CfnStack elsewhere =
        CfnStack.Builder.create(stack, "Elsewhere").templateUrl("https://example.com/x").build();
    stack.addTransform("Ours");
    Waivers.of(elsewhere).add("gap", "judged where it is built", LATER);
    assertThat(report()).contains("the macro Ours").doesNotContain("FATAL unknown: Main/Elsewhere");
    Waivers.of(stack).add("gap", "our macro adds tags", LATER);
    Template template = Template.fromStack(stack);
    assertThat(template.toJSON().get("Metadata").toString()).contains("our macro adds tags");
  }

  @Test
  void writtenByHandAndWrongCloseTheGate() {
    CfnTaskDefinition raw = raw(Map.of());
    raw.addMetadata("Breakwater", Map.of("waivers", List.of(Map.of("rule", "init-proces"))));
    assertThat(report())
        .contains(
            "FATAL Main/Raw: there is no rule init-proces to waive; did you mean init-process?",
            "FATAL Main/Raw: reason of a waiver must be a text, got nothing",
            "Rule breakwater::waiver");
  }

  @Test
  void addToWhatIsThere() {
    CfnTaskDefinition raw = raw(Map.of());
    Waivers.of(stack).add("init-process", "one", LATER).add("init-process", "two", LATER);
    assertThat(raw.getMetadata("Breakwater").toString()).contains("one", "two");
  }

  @Test
  void refuseWhatIsNone() {
    CfnTaskDefinition raw = raw(Map.of());
    Waivers waivers = Waivers.of(raw);
    refused(
        () -> waivers.add("init-proces", "r", LATER),
        "there is no rule init-proces to waive; did you mean init-process?");
    refused(
        () -> waivers.add("init-process", " ", LATER),
        "reason of a waiver must be a text, got ' '");
    refused(
        () -> waivers.addForContainer("init-process", "[a", "r", LATER),
        "container of a waiver must be a glob such as Web*, got '[a'");
    refused(
        () -> waivers.add("no-public-ip", "r", LATER),
        "a waiver of no-public-ip must be for a construct with something that it judges, got"
            + " \"Main/Raw\"");
    assertThat(raw.getMetadata("Breakwater")).as("nothing was written").isNull();
  }

  private static void refused(Runnable call, String sentence) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(sentence);
  }

  private ProxiedService loosened() {
    ProxiedService web = Synthesis.good(stack, Synthesis.cluster(stack)).build();
    CfnTaskDefinition task = EscapeHatches.definition(web);
    task.addPropertyOverride("TaskRoleArn", task.getExecutionRoleArn());
    task.addPropertyOverride("ContainerDefinitions.0.ReadonlyRootFilesystem", false);
    task.addPropertyOverride("ContainerDefinitions.0.Name", "app");
    return web;
  }

  private CfnTaskDefinition raw(Map<String, Object> overrides) {
    CfnTaskDefinition raw =
        CfnTaskDefinition.Builder.create(stack, "Raw")
            .containerDefinitions(List.of(Map.of("name", "app", "image", "nginx")))
            .build();
    overrides.forEach(raw::addPropertyOverride);
    return raw;
  }

  private String report() {
    try {
      app.synth();
      return "";
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("ValidationFailed");
      return e.getMessage();
    }
  }

  /** What the CDK keeps of the gate's report. */
  private List<String> violations() throws IOException {
    JsonNode report =
        new JsonMapper().readTree(directory.resolve("validation-report.json").toFile());
    List<String> lines = new ArrayList<>();
    for (JsonNode plugin : report.path("pluginReports")) {
      for (JsonNode violation : plugin.path("violations")) {
        lines.add(
            "%s %s: %s | %s"
                .formatted(
                    violation.path("severity").asText(),
                    violation.path("ruleName").asText(),
                    violation.path("description").asText(),
                    violation.path("suggestedFix").asText()));
      }
    }
    return lines;
  }
}
