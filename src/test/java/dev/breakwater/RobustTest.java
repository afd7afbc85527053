package dev.breakwater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.breakwater.model.Inventory;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Outcome;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Deployment;
import dev.breakwater.source.SourceFile;
import dev.breakwater.source.UnreadableSourceException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody writes on purpose: it is refused or unknown in one sentence, and never clean. */
@Timeout(30)
class RobustTest {
  private static final String TASK =
      """
      Resources:
        Web:
          Type: AWS::ECS::TaskDefinition
          Properties:
            ContainerDefinitions:
              - Name: app
                User: %s
      """;

  @TempDir private Path folder;

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal("an empty file", "", "f:1:1: nothing is written"),
        refusal("only a comment", "# nothing\n", "f:1:1: nothing is written"),
        refusal("only a mark", "\uFEFF", "f:1:1: nothing is written"),
        refusal(
            "duplicate keys",
            "Resources:\n  A: {Type: T}\n  A: {Type: T}",
            "f:3:3: the key A is written twice"),
        refusal(
            "duplicate keys in JSON",
            "{\"Resources\": {}, \"Resources\": {}}",
            "f:1:19: the key Resources is written twice"),
        refusal(
            "a NUL",
            "Resources: {}\n# \u0000",
            "f:2:3: the control character U+0000, as in UTF-16 or binary files; wanted text in"
                + " UTF-8"),
        refusal(
            "a tab in YAML",
            "Resources:\n\tA: {Type: T}",
            "f:2:1: not valid YAML: found character '\\t(TAB)' that cannot start any token."
                + " (Do not use \\t(TAB) for indentation)"),
        refusal(
            "two documents",
            "Resources: {}\n---\nResources: {}",
            "f:3:1: a second document begins here; wanted one"),
        refusal(
            "an unknown tag",
            "Resources: !Later {}",
            "f:1:12: the tag !Later is none that CloudFormation takes"),
        refusal(
            "a key that is a list",
            "Resources: {? [a] : b}",
            "f:1:16: not valid YAML: a key that is not a single value"),
        refusal(
            "a merge of a text",
            "Resources: {A: {<<: x}}",
            "f:1:21: << wants an object or a list of objects, got a single value"),
        refusal(
            "an alias of nothing",
            "Resources: {A: *a}",
            "f:1:16: the alias *a has no anchor before it"),
        refusal(
            "Resources a list",
            "AWSTemplateFormatVersion: 2010-09-09\nResources: [{Type: T}]",
            "f:1:1: a CloudFormation template needs an object Resources, got none"),
        refusal(
            "no Resources",
            "AWSTemplateFormatVersion: 2010-09-09\nOutputs: {}",
            "f:1:1: a CloudFormation template needs an object Resources, got none"),
        refusal(
            "ten thousand levels", "[".repeat(10_000), "f:1:102: nested deeper than 100 levels"),
        refusal(
            "ten thousand levels of objects",
            "{\"a\":".repeat(10_000),
            "f:1:506: nested deeper than 100 levels"),
        refusal(
            "an alias bomb",
            bomb(10, 20),
            "f:6:25: the aliases stand for more values than any template holds"),
        refusal("a ladder of aliases", bomb(1, 5_000), "f:100:12: nested deeper than 100 levels"),
        refusal(
            "two million values",
            "[" + "0,".repeat(2_000_000) + "0]",
            "f:1:2000000: more than 1000000 values"));
  }

  private static Arguments refusal(String what, String text, String sentence) {
    return Arguments.of(what, text, sentence);
  }

  /** Each anchor is a list of the one before, so many times. */
  private static String bomb(int times, int levels) {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < levels; i++) {
      String list = String.join(", ", Collections.nCopies(times, "*a" + (i - 1)));
      bomb.append("a%1$d: &a%1$d [%2$s]\n".formatted(i, list));
    }
    return bomb.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void isRefusedInOneSentence(String what, String text, String sentence) {
    assertThatExceptionOfType(UnreadableSourceException.class)
        .isThrownBy(() -> read(text))
        .withMessage(sentence);
  }

  static Stream<Arguments> unknowns() {
    return Stream.of(
        Arguments.of("Resources: {}", "Resources is empty, which CloudFormation refuses"),
        Arguments.of("Resources: {A: ~}", "resource A has no Type that can be read"),
        Arguments.of("Resources: {A: }", "resource A has no Type that can be read"),
        Arguments.of("Resources: {A: [x]}", "resource A has no Type that can be read"),
        Arguments.of("Resources: {A: {Type: ~}}", "resource A has no Type that can be read"),
        Arguments.of(
            "Resources: {A: {Type: AWS::ECS::Later}}",
            "A is an AWS::ECS::Later, which is not judged"),
        Arguments.of(
            "Resources: {A: {Type: AWS::ECS::TaskDefinition, Properties: text}}",
            "cannot be decided from a single value where an object was wanted"),
        Arguments.of(
            "Resources: {A: {Type: AWS::ECS::TaskDefinition, Properties: [x]}}",
            "cannot be decided from a list where an object was wanted"),
        Arguments.of(
            "Resources: {A: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: x}}}",
            "a text that cannot be read as a list of container definitions: not valid JSON"),
        Arguments.of(TASK.formatted("!Ref A"), "cannot be decided from ${A}"),
        Arguments.of(
            "Parameters: {A: {Default: !Ref B}, B: {Default: !Ref A}}\n" + TASK.formatted("!Ref A"),
            "cannot be decided from ${A}"));
  }

  @ParameterizedTest
  @MethodSource("unknowns")
  void isUnknownAndSaysWhy(String text, String reason) throws Exception {
    Assessment assessment = judge(text);
    assertThat(assessment.outcome()).isNotEqualTo(Outcome.PASS);
    assertThat(
            Stream.concat(
                assessment.gaps().stream().map(gap -> gap.reason()),
                assessment.findings().stream().map(finding -> finding.problem().reason())))
        .anyMatch(said -> said.contains(reason));
  }

  @Test
  void aHundredMegabytesAreRefusedByTheirSize() throws Exception {
    Path file = folder.resolve("f.json");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(100_000_000);
    }
    assertThatExceptionOfType(UnreadableSourceException.class)
        .isThrownBy(() -> SourceFile.read(file))
        .withMessage(
            file
                + ": larger than 32 MiB, the most that is read; CloudFormation takes templates of"
                + " 1 MB");
  }

  @Test
  void aMarkCrlfAndUtf16ChangeNothing() throws Exception {
    String text = TASK.formatted("'0'");
    Assessment plain = judge(text);
    assertThat(judge("\uFEFF" + text).findings()).isEqualTo(plain.findings());
    assertThat(judge(text.replace("\n", "\r\n")).findings()).isEqualTo(plain.findings());
    assertThat(Rules.restricted().judge(read(text.getBytes(StandardCharsets.UTF_16))).findings())
        .isEqualTo(plain.findings());
  }

  /** What YAML 1.1 would make another value of is text, so none of them is the number 0 or root. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "no",
        "1e3",
        ".inf",
        ".NaN",
        "2010-09-09",
        "10:10",
        "0b1",
        "1_000",
        "=",
        "1."
      })
  void aScalarKeepsItsText(String scalar) throws Exception {
    assertThat(user(scalar)).isEqualTo(user("'" + scalar + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "'0'", "00", "\"0\"", "!!str 0", "!!int 0"})
  void rootIsRootInEverySpelling(String user) throws Exception {
    assertThat(user(user)).isEqualTo(Outcome.FAIL);
  }

  @Test
  void aNumberOfAMillionDigitsIsUnknown() throws Exception {
    String task = TASK.formatted("x\n          Memory: " + "9".repeat(1_000_000));
    assertThat(worst(judge(task), "limited-memory")).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void anErrorInContainersThatAreTextHasItsLine() throws Exception {
    Assessment assessment =
        judge(
            """
            Resources:
              Web:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: |
                    [
                      {"name": "app",
                       "user": }
                    ]
            """);
    assertThat(assessment.gaps())
        .singleElement()
        .satisfies(
            gap ->
                assertThat(gap.reason())
                    .endsWith(
                        "a text that cannot be read as a list of container definitions: not valid"
                            + " JSON: Unexpected character ('}' (code 125)): expected a value"))
        .satisfies(gap -> assertThat(gap.location()).hasToString("f:8:20"));
  }

  @Test
  void aFindingInContainersThatAreTextHasItsLine() throws Exception {
    Assessment assessment =
        judge(
            """
            Resources:
              Web:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: !Sub |
                    [
                      {"name": "app", "image": "${Image}",
                       "privileged": true}
                    ]
            Parameters: {Image: {Type: String, Default: 'x'}}
            """);
    assertThat(
            assessment.findings().stream()
                .filter(finding -> finding.rule().id().equals("no-privileged-container"))
                .map(finding -> finding.problem().location().toString()))
        .containsExactly("f:8:26");
  }

  @Test
  void tenConditionsWithinEachOtherAreJudgedByValue() throws Exception {
    assertThat(user(nested(10, "'101'"))).isEqualTo(Outcome.PASS);
    assertThat(user(nested(10, "'0'"))).isEqualTo(Outcome.FAIL);
    assertThat(user(nested(40, "'101'"))).isEqualTo(Outcome.PASS);
    assertThat(user(nested(40, "!Ref X"))).isEqualTo(Outcome.UNKNOWN);
  }

  private static String nested(int levels, String innermost) {
    StringBuilder user = new StringBuilder(innermost);
    for (int i = 0; i < levels; i++) {
      user.insert(0, "!If [C" + i + ", '7', ").append("]");
    }
    return user.toString();
  }

  @Test
  void fortyConditionsInOneTextAreUnknownAtMost() throws Exception {
    String parts = String.join(", ", Collections.nCopies(40, "!If [C, '1', '2']"));
    assertThat(user("!Join ['', [" + parts + "]]")).isNotEqualTo(Outcome.FAIL);
    String zeros = String.join(", ", Collections.nCopies(40, "!If [C, '0', '0']"));
    assertThat(user("!Join ['', [" + zeros + "]]")).isNotEqualTo(Outcome.PASS);
  }

  @Test
  void twentyThousandResourcesAreReadInOnePass() throws Exception {
    StringBuilder text = new StringBuilder("{\"Resources\": {");
    for (int i = 0; i < 20_000; i++) {
      text.append(i == 0 ? "" : ",")
          .append(
              """
              "T%1$d": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Family": "f%1$d",
                "ContainerDefinitions": [{"Name": "app", "Image": "x:1", "User": "0"}]}}
              """
                  .formatted(i));
    }
    Assessment assessment = judge(text.append("}}").toString());
    assertThat(
            assessment.findings().stream()
                .filter(finding -> finding.rule().id().equals("non-root-user")))
        .hasSize(20_000);
  }

  private static Outcome user(String user) throws Exception {
    return worst(judge(TASK.formatted(user)), "non-root-user");
  }

  private static Outcome worst(Assessment assessment, String rule) {
    return assessment.findings().stream()
        .filter(finding -> finding.rule().id().equals(rule))
        .map(finding -> finding.problem().outcome())
        .max(Outcome::compareTo)
        .orElse(Outcome.PASS);
  }

  private static Assessment judge(String text) throws UnreadableSourceException {
    return Rules.restricted().judge(read(text));
  }

  private static Inventory read(String text) throws UnreadableSourceException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Inventory read(byte[] bytes) throws UnreadableSourceException {
    return SourceFile.parse(bytes, "f", Optional.empty(), Deployment.UNKNOWN).inventory();
  }
}
