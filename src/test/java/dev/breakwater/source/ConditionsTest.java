package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class ConditionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!Equals [a, a] | true",
        "!Equals [a, b] | false",
        "!Equals [!Ref Env, prod] | true",
        "!Equals [!Ref Env, dev] | false",
        "!Equals [!Sub '${Env}-x', prod-x] | true",
        "!Equals [!Join ['', [!Ref Env, x]], prodx] | true",
        "!Equals [!FindInMap [M, !Ref Env, k], v] | true",
        "!Equals [!Select [1, !Split ['-', 'a-b']], b] | true",
        "!Equals [!Ref AWS::Region, eu-central-1] | true",
        "!Equals [!Ref AWS::Partition, aws-cn] | false",
        "!Equals [!Ref Restricted, prod] | false",
        "!Not [!Equals [a, a]] | false",
        "!And [!Equals [a, a], !Equals [b, b]] | true",
        "!And [!Equals [a, b], !Condition Open] | false",
        "!Or [!Equals [a, a], !Condition Open] | true",
        "!Or [!Equals [a, b], !Equals [a, c]] | false",
        "!Condition Sure | true",
        "!Not [!Condition Sure] | false",
        "!Equals [yes, false] | false",
        "!Equals [7, 8] | false",
      })
  void decidesByValue(String condition, boolean holds) throws Exception {
    assertThat(user(condition)).isEqualTo(Setting.of(holds ? "then" : "else"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a default decides nothing | !Equals [!Ref Default, a]",
        "an allowed value decides nothing | !Equals [!Ref Restricted, dev]",
        "nothing is given | !Equals [!Ref Missing, a]",
        "a secret is never compared | !Equals [!Ref Secret, a]",
        "only a deployment knows | !Equals [!Ref AWS::StackName, a]",
        "only a deployment knows | !Equals [!GetAtt A.B, a]",
        "one is open | !And [!Equals [a, a], !Condition Open]",
        "one is open | !Or [!Equals [a, b], !Condition Open]",
        "a cycle | !Condition Loop",
        "a cycle of one | !Condition Self",
        "there is none | !Condition None",
        "no list | !Equals a",
        "a wrong number of operands | !Equals [a]",
        "a wrong number of operands | !Not [!Equals [a, a], !Equals [a, a]]",
        "nothing at all | !And []",
        "two functions | {'Fn::Equals': [a, a], 'Fn::Not': [x]}",
        "YAML's booleans | !Equals [yes, 'true']",
        "YAML's numbers | !Equals [010, 8]",
        "no function | !Sub x",
        "a text | 'true'",
      })
  void whatIsNotDecidedKeepsBothArms(String why, String condition) throws Exception {
    assertThat(user(condition)).as(why).isInstanceOf(Setting.OneOf.class);
  }

  @Test
  void withinAnArmItsConditionIsDecided() throws Exception {
    assertThat(Read.withUser("!If [C, !If [C, '1', '0'], !If [C, '0', '2']]").user())
        .isEqualTo(Read.withUser("!If [C, '1', '2']").user());
  }

  @Test
  void aResourceWhoseConditionDoesNotHoldIsNotJudged() throws Exception {
    assertThat(resource("!Equals [!Ref Env, dev]")).isEmpty();
    assertThat(resource("!Equals [!Ref Env, prod]")).contains(Setting.of("then"));
  }

  @Test
  void nothingElseDropsAResource() throws Exception {
    assertThat(resource("!Equals [!Ref Default, b]")).contains(Setting.of("then"));
    assertThat(resource("!Condition Loop")).contains(Setting.of("then"));
    assertThat(resource("{'Fn::Transform': {Name: M}}")).contains(Setting.of("then"));
  }

  @Test
  void whatAMacroAddsToTheConditionsMayBeAnyOfThem() throws Exception {
    assertThat(user("!Equals [a, b]\n  Fn::Transform: {Name: AWS::Include}"))
        .isInstanceOf(Setting.OneOf.class);
  }

  @Test
  void aChainOfAHundredThousandConditionsIsOpenAndDoesNotOverflow() throws Exception {
    StringBuilder chain = new StringBuilder("!Condition C1");
    for (int i = 1; i < 100_000; i++) {
      chain.append("\n  C").append(i).append(": !Condition C").append(i + 1);
    }
    assertThat(user(chain.toString())).isInstanceOf(Setting.OneOf.class);
  }

  @Test
  void aDefaultOfTheParentDecidesNothingInItsNestedStack() throws Exception {
    String nested =
        """
        Parameters: {Env: {Type: String}}
        Resources:
          Nested:
            Type: AWS::CloudFormation::Stack
            Properties: {TemplateURL: child.yaml, Parameters: {Env: %s}}
        """;
    Map<String, String> files = new HashMap<>();
    files.put("child.yaml", template("!Equals [!Ref Env, prod]", "!If [C, then, else]", ""));
    files.put("top.yaml", nested.formatted("prod"));
    assertThat(Nested.user(files, Deployment.UNKNOWN)).isEqualTo(Setting.of("then"));
    files.put(
        "top.yaml", nested.formatted("!Ref Env").replace("String}", "String, Default: prod}"));
    assertThat(Nested.user(files, Deployment.UNKNOWN)).isInstanceOf(Setting.OneOf.class);
    assertThat(Nested.user(files, given())).isEqualTo(Setting.of("then"));
  }

  private static Setting<String> user(String condition) throws Exception {
    return read(template(condition, "!If [C, then, else]", ""));
  }

  private static Optional<Setting<String>> resource(String condition) throws Exception {
    String text = template(condition, "!If [C, then, else]", "Condition: C");
    return contents(text).inventory().taskDefinitions().stream()
        .flatMap(task -> task.containers().known())
        .map(container -> container.user())
        .findFirst();
  }

  private static Setting<String> read(String template) throws Exception {
    return contents(template)
        .inventory()
        .taskDefinitions()
        .get(0)
        .containers()
        .known()
        .findFirst()
        .orElseThrow()
        .user();
  }

  private static Contents contents(String template) throws Exception {
    return Template.ofText(Parser.parse(template, "t.yaml"), given());
  }

  private static Deployment given() {
    return new Deployment(
        Map.of("Env", Setting.of("prod"), "Secret", Setting.of("a")),
        Optional.of("eu-central-1"),
        Optional.empty());
  }

  private static String template(String condition, String user, String attribute) {
    return """
    Parameters:
      Env: {Type: String, Default: dev}
      Default: {Type: String, Default: a}
      Missing: {Type: String}
      Restricted: {Type: String, AllowedValues: [dev, staging]}
      Secret: {Type: String, NoEcho: true}
    Mappings: {M: {prod: {k: v}}}
    Conditions:
      Open: !Equals [!Ref Missing, x]
      Sure: !Equals [1, 1]
      Loop: !Condition Pool
      Pool: !Condition Loop
      Self: !Not [!Condition Self]
      C: %s
    Resources:
      Web:
        Type: AWS::ECS::TaskDefinition
        Properties:
          ContainerDefinitions:
            - Name: app
              User: %s
        %s
    """
        .formatted(condition, user, attribute);
  }
}
