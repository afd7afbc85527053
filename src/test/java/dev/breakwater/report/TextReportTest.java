package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Golden;
import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Severity;
import dev.breakwater.rule.InitProcess;
import dev.breakwater.rule.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextReportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/report");
  private static final Path FIXTURES = Path.of("src/test/resources/dev/breakwater/report");
  private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

  @Test
  void showsEachFixtureAsItIsKept() throws IOException {
    Golden.check(GOLDEN.resolve("careless.txt"), text(withLines(Sample.careless())));
    Golden.check(GOLDEN.resolve("unresolved.txt"), text(withLines(Sample.unresolved())));
    Golden.check(GOLDEN.resolve("everything.txt"), text(withLines(Sample.everything())));
  }

  @Test
  void coloursChangeNothingElse() throws IOException {
    Results results = withLines(Sample.everything());
    String coloured = written(results, true);
    assertThat(coloured).contains("\u001b[");
    assertThat(ESCAPE.matcher(coloured).replaceAll("")).isEqualTo(text(results));
  }

  @Test
  void cleanIsOneLine() throws IOException {
    Results clean =
        new Results(Assessment.EMPTY, Inventory.EMPTY, 12, Rules.baseline(), Lines.NONE);
    assertThat(text(clean))
        .isEqualTo("clean: 12 files, " + Rules.baseline().rules().size() + " rules\n");
  }

  @Test
  void theSecretOfAFindingIsNotShown() throws IOException {
    assertThat(text(withLines(Sample.careless())))
        .contains("no-secret-in-environment", "variable DB_PASSWORD holds a password")
        .doesNotContain("correct horse");
  }

  @Test
  void whatIsBelowFailOnIsShownAndDoesNotDecide() throws IOException {
    Results all = Sample.careless();
    Results high =
        new Results(
            all.assessment(),
            all.inventory(),
            1,
            all.policy(),
            Lines.NONE,
            Severity.CRITICAL,
            List.of(new SkippedRule(new InitProcess(), "tini is the entry point")));
    assertThat(text(high))
        .contains("(below --fail-on critical)", " below --fail-on critical; 1 file")
        .contains("Skipped rules\n  init-process: tini is the entry point\n")
        .containsPattern("(?m)^findings: ");
  }

  @Test
  void ofManyFindingsOfOneRuleThreeShowTheirLine() throws IOException {
    Results careless = withLines(Sample.careless());
    Finding one =
        careless.assessment().findings().stream()
            .filter(finding -> finding.rule().id().equals("no-privileged-container"))
            .findFirst()
            .orElseThrow();
    List<Finding> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(one);
    }
    Results results =
        new Results(
            new Assessment(many, List.of()),
            Inventory.EMPTY,
            1,
            careless.policy(),
            careless.lines());
    String text = text(results);
    assertThat(text.lines().filter(line -> line.contains("container is privileged"))).hasSize(50);
    assertThat(text.lines().filter(line -> line.contains("^^^^"))).hasSize(3);
    assertThat(text.lines().filter(line -> line.contains(one.rule().info().remediation())))
        .hasSize(1);
  }

  @Test
  void nothingOfATemplateSteersTheTerminal() throws IOException {
    String hostile = "a\u001b]0;owned\u0007\r\n\u202eb";
    Results results =
        new Results(
            new Assessment(
                List.of(),
                List.of(new Gap(new Location(hostile, hostile, 1, 1), hostile + hostile))),
            Inventory.EMPTY,
            1,
            Rules.baseline(),
            Lines.NONE);
    assertThat(text(results))
        .contains("a\\u001b]0;owned\\u0007\\u000d\\u000a\\u202eb:1:1: ")
        .matches("(?s)[\\n\\x20-\\x7e]*");
  }

  private static String text(Results results) throws IOException {
    return written(results, false);
  }

  private static String written(Results results, boolean colours) throws IOException {
    StringBuilder text = new StringBuilder();
    new TextReport(colours).write(results, text);
    return text.toString();
  }

  /** As the command line gives them: without the place of a secret. */
  private static Results withLines(Results results) {
    Lines lines =
        location -> {
          boolean secret =
              results.assessment().findings().stream()
                  .anyMatch(
                      finding ->
                          finding.rule().id().equals("no-secret-in-environment")
                              && finding.location().equals(location));
          try {
            return secret
                ? Optional.empty()
                : Excerpt.of(
                    Files.readAllLines(FIXTURES.resolve(location.source()))
                        .get(location.line() - 1),
                    location.column());
          } catch (IOException e) {
            return Optional.empty();
          }
        };
    return new Results(
        results.assessment(),
        results.inventory(),
        results.sources(),
        results.policy(),
        lines,
        results.failOn(),
        results.skipped());
  }
}
