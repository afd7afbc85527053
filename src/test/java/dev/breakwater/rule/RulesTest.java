package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.breakwater.Golden;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.report.Catalogue;
import dev.breakwater.report.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the five steps of CONTRIBUTING.md: what is forgotten is named by its step. */
class RulesTest {
  static final List<Rule> ALL = Rules.ALL;
  private static final Path GOLDEN = Path.of("src/test/resources/golden/rule");

  @ParameterizedTest
  @FieldSource("ALL")
  void bearsALabelThatPeopleCanRead(Rule rule) {
    RuleInfo info = rule.info();
    assertThat(info.title())
        .as("step 1: the title is a fact of at most 60 characters")
        .hasSizeBetween(10, 60)
        .doesNotContainIgnoringCase("ensure")
        .doesNotEndWith(".")
        .matches("[A-Z].*");
    assertThat(info.rationale()).as("step 1: the rationale is sentences").matches("[A-Z].+\\.");
    assertThat(info.remediation()).as("step 1: the remediation is sentences").matches("[A-Z].+\\.");
    assertThat(info.controls()).as("step 1: each control once").doesNotHaveDuplicates();
    assertThat(rule.id()).as("step 1: the id is the class name").matches("[a-z0-9]+(-[a-z0-9]+)+");
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void saysHowToFixIt(Rule rule) {
    assertThat(rule.fix()).as("step 1: %s bears a @Fix", rule.id()).isPresent();
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void namesATestThatProvesIt(Rule rule) throws IOException {
    List<String> named =
        Pattern.compile("`(\\w+Test)`")
            .matcher(rule.info().proof())
            .results()
            .map(found -> found.group(1) + ".java")
            .toList();
    assertThat(named)
        .as("step 1: the proof names its test")
        .hasSizeGreaterThanOrEqualTo(rule.info().proof().isEmpty() ? 0 : 1);
    try (var files = Files.walk(Path.of("src/test/java"))) {
      assertThat(files.map(file -> file.getFileName().toString())).containsAll(named);
    }
  }

  @Test
  void noRuleIsForgotten() {
    Set<String> written =
        new ClassFileImporter()
            .importPath(Path.of("target/classes/dev/breakwater/rule")).stream()
                .filter(type -> type.isAssignableTo(Rule.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    assertThat(ALL.stream().map(rule -> rule.getClass().getSimpleName()))
        .as("step 2: each rule has its line in Rules")
        .containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void rulesStandInAlphabeticalOrder() {
    assertThat(ALL)
        .as("step 2: the lines of Rules are sorted")
        .isSortedAccordingTo(Comparator.comparing(rule -> rule.getClass().getSimpleName()));
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void passesTheHardenedTask(Rule rule) {
    assertThat(Fixture.hardened().says(rule))
        .as("step 3: hardened.yaml has what %s asks for", rule.id())
        .isEmpty();
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void failsTheCarelessTask(Rule rule) {
    assertThat(Fixture.read("careless.yaml").outcome(rule))
        .as("step 3: careless.yaml has a case that %s fails", rule.id())
        .isEqualTo(Outcome.FAIL);
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void isNotSureOfTheUnresolvedTask(Rule rule) {
    assertThat(Fixture.read("unresolved.yaml").outcome(rule))
        .as("step 3: unresolved.yaml has a case that %s cannot decide", rule.id())
        .isEqualTo(Outcome.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hardened.yaml", "careless.yaml", "unresolved.yaml"})
  void saysWhyAndWhere(String fixture) throws IOException {
    Assessment assessment = Fixture.read(fixture).assess(Rules.restricted());
    assertThat(assessment.gaps()).isEmpty();
    Golden.check(
        GOLDEN.resolve(fixture.replace(".yaml", ".txt")),
        assessment.findings().stream().map(RulesTest::line).collect(Collectors.joining()));
  }

  @Test
  void noTestIsOfARuleThatIsGone() throws IOException {
    Set<String> classes;
    try (var files = Files.list(Path.of("src/main/java/dev/breakwater/rule"))) {
      classes =
          files
              .map(file -> file.getFileName().toString().replace(".java", "Test.java"))
              .collect(Collectors.toSet());
    }
    try (var files = Files.list(Path.of("src/test/java/dev/breakwater/rule"))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith("Test.java")))
          .as("step 5: a test bears the name of its rule")
          .isSubsetOf(classes);
    }
  }

  @Test
  void theGuideNamesTheStepsAndTheirFiles() throws IOException {
    String guide = Files.readString(Path.of("CONTRIBUTING.md"));
    String steps = guide.substring(guide.indexOf("## How to add a rule"));
    for (int step = 1; step <= 5; step++) {
      assertThat(steps).contains("\n" + step + ". ");
    }
    assertThat(Arrays.stream(steps.split("`")).filter(name -> name.matches("(src|docs)/[\\w./-]+")))
        .hasSizeGreaterThan(5)
        .allSatisfy(name -> assertThat(Path.of(name)).exists());
  }

  @Test
  void theBaselineIsPartOfTheRestricted() {
    assertThat(Rules.restricted().rules()).containsExactlyElementsOf(ALL);
    assertThat(Rules.baseline().rules())
        .isNotEmpty()
        .containsExactlyElementsOf(
            ALL.stream().filter(rule -> rule.info().level() == Level.BASELINE).toList());
  }

  @Test
  void theRulesAreDocumented() throws IOException {
    Golden.check(Path.of("docs/rules.md"), Catalogue.render(ALL, RulesTest::example));
  }

  @Test
  void everyControlIsUsedAndNumberedOnce() {
    assertThat(ALL.stream().flatMap(rule -> Arrays.stream(rule.info().controls())))
        .containsOnly(Control.values());
    assertThat(
            Arrays.stream(Control.values())
                .map(control -> control.catalogue() + " " + control.number()))
        .doesNotHaveDuplicates();
  }

  private static String line(Finding finding) {
    return "%s %s %s %s: %s%n"
        .formatted(
            finding.location(),
            finding.problem().outcome(),
            finding.rule().id(),
            finding.subject(),
            finding.problem().reason());
  }

  private static Example example(Rule rule) {
    Fixture careless = Fixture.read("careless.yaml");
    return Example.of(careless.findings(rule).get(0), careless.text());
  }
}
