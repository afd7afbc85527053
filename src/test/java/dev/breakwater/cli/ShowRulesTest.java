package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.policy.Rule;
import dev.breakwater.report.JsonSchemas;
import dev.breakwater.rule.Rules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShowRulesTest {
  static final List<Rule> ALL = Rules.ALL;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void listsEachRuleOnALineThatAPipeCanRead() throws IOException {
    assertThat(run(false, options())).isZero();
    assertThat(text(out).lines())
        .hasSize(1 + ALL.size())
        .noneMatch(line -> line.contains("\u001b"));
    assertThat(text(out))
        .containsPattern("(?m)^non-root-user +high +restricted +\\d+ +Containers run as a user");
  }

  @Test
  void paintsSeveritiesForATerminal() throws IOException {
    run(true, options());
    assertThat(text(out)).contains("\u001b[31mhigh\u001b[39m\u001b[0m");
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void showsEachRuleWhole(Rule rule) throws IOException {
    assertThat(run(false, options(rule.id()))).isZero();
    String page = text(out);
    assertThat(page).contains(rule.info().title(), "Fails with \u201c", "How to fix it\n");
    assertThat(rule.info().controls())
        .allSatisfy(control -> assertThat(page).contains(control.link()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CIS_DOCKER_5_13", "CIS Docker 5.13", "cis-docker-5.13", "CIS Docker 1.6 5.13"})
  void findsTheRulesOfAControlInItsSpellings(String control) throws IOException {
    assertThat(
            run(
                false,
                new ShowRules.Options(List.of(), Optional.of(control), false, Optional.empty())))
        .isZero();
    assertThat(text(out).lines()).hasSize(2).last().asString().startsWith("read-only-root-");
  }

  @ParameterizedTest
  @CsvSource({"ECS.5, read-only-root-filesystem", "CT.ECS.PR.12, no-secret-in-environment"})
  void findsAControlByItsNumberWhereThatIsOneCataloguesAlone(String number, String rule)
      throws IOException {
    run(false, new ShowRules.Options(List.of(), Optional.of(number), false, Optional.empty()));
    assertThat(text(out)).contains("\n" + rule + " ");
  }

  @Test
  void writesAllOfThemForProgramsInTheShapeOfTheSchema() throws IOException {
    assertThat(
            run(true, new ShowRules.Options(List.of(), Optional.empty(), true, Optional.empty())))
        .isZero();
    JsonSchemas.checkRules(text(out));
    assertThat(text(out))
        .contains(ALL.stream().map(rule -> "\"id\": \"" + rule.id() + "\"").toList());
  }

  @Test
  void writesOneInTheSameShape() throws IOException {
    run(
        false,
        new ShowRules.Options(List.of("init-process"), Optional.empty(), true, Optional.empty()));
    JsonSchemas.checkRules(text(out));
    assertThat(text(out)).containsOnlyOnce("\"remediation\"");
  }

  @Test
  void asksWhatAnUnknownRuleWasMeantToBe() throws IOException {
    assertThat(run(false, options("non-root-usr"))).isEqualTo(ExitCode.USAGE);
    assertThat(text(err))
        .startsWith("breakwater: there is no rule non-root-usr; did you mean non-root-user or ");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void showsNoControlCharacterOfAnUnknownRule() throws IOException {
    run(false, options("\u001b[2Jnon"));
    assertThat(text(err)).contains("there is no rule \\u001b[2Jnon");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CIS_DOKER_5_13 | no rule knows the control CIS_DOKER_5_13; did you mean CIS_DOCKER_5_13 or",
        "??? | no rule knows the control ???. Every control is listed in docs/rules.md."
      })
  void asksWhatAnUnknownControlWasMeantToBe(String control, String sentence) throws IOException {
    assertThat(
            run(
                false,
                new ShowRules.Options(List.of(), Optional.of(control), false, Optional.empty())))
        .isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains(sentence);
  }

  @Test
  void saysThatAControlDoesNotAskForARule() throws IOException {
    assertThat(
            run(
                false,
                new ShowRules.Options(
                    List.of("init-process"), Optional.of("ECS.5"), false, Optional.empty())))
        .isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("ECS.5 does not ask for init-process.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gard | --export must be guard, got gard; did you mean guard?",
        "rego | --export must be guard, got rego"
      })
  void asksWhatAnUnknownEngineWasMeantToBe(String engine, String sentence) throws IOException {
    assertThat(
            run(
                false,
                new ShowRules.Options(List.of(), Optional.empty(), false, Optional.of(engine))))
        .isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains(sentence);
  }

  @Test
  void refusesToWriteTwoFormsAtOnce() throws IOException {
    assertThat(
            run(
                false,
                new ShowRules.Options(List.of(), Optional.empty(), true, Optional.of("guard"))))
        .isEqualTo(ExitCode.USAGE);
    assertThat(text(err)).contains("--json and --export exclude each other.");
  }

  private int run(boolean terminal, ShowRules.Options options) throws IOException {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal);
    return new ShowRules(console, options).call();
  }

  private static ShowRules.Options options(String... ids) {
    return new ShowRules.Options(List.of(ids), Optional.empty(), false, Optional.empty());
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
