package dev.breakwater.source;

import static dev.breakwater.source.Read.container;
import static dev.breakwater.source.Read.withUser;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Container;
import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class IntrinsicsTest {
  private static final String MAPPINGS =
      "Mappings: {M: {a: {u: '101', v: '0', l: [x, y]}, b: {u: '0'}}}";
  private static final String CHOICE =
      "Parameters: {P: {Type: String, AllowedValues: [a, b]}, N: {Type: String}}";

  @Test
  void aParameterWithADefaultIsKnownWhereItIsUsed() throws Exception {
    Setting<String> user =
        withUser("!Ref U", "Parameters: {U: {Type: String, Default: '101'}}").user();
    assertThat(user).isEqualTo(Setting.of("101"));
    assertThat(user.location()).isEqualTo(new Location("t.yaml", "Web", 8, 17));
  }

  @Test
  void everyAllowedValueIsAnArm() throws Exception {
    String parameter = "Parameters: {U: {Type: String, Default: '1', AllowedValues: ['1', '0']}}";
    assertThat(withUser("!Ref U", parameter).user()).isEqualTo(oneOf("1", "0"));
    assertThat(withUser("!Sub '${U}:7'", parameter).user()).isEqualTo(oneOf("1:7", "0:7"));
    assertThat(withUser("!Join [':', [!Ref U, !Ref U]]", parameter).user())
        .isEqualTo(oneOf("1:1", "1:0", "0:1", "0:0"));
  }

  @Test
  void aParameterWithoutADefaultIsUnresolved() throws Exception {
    unresolved("${U}", "!Ref U", "Parameters: {U: {Type: String}}");
    unresolved("${U}", "!Ref U");
    unresolved("${U}", "!Ref U", "Parameters: 7");
  }

  @Test
  void aParameterOfSystemsManagerIsUnresolvedForItsDefaultIsAName() throws Exception {
    unresolved(
        "${U}",
        "!Ref U",
        "Parameters: {U: {Type: AWS::SSM::Parameter::Value<String>, Default: /user}}");
  }

  @Test
  void aListParameterIsAList() throws Exception {
    Container container =
        container(
            """
            Parameters: {L: {Type: CommaDelimitedList, Default: "ALL, NET_RAW"}}
            Resources:
              Web:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - User: !Select [1, !Ref L]
                      LinuxParameters: {Capabilities: {Drop: !Ref L}}
            """);
    assertThat(container.linuxParameters().capabilitiesDrop())
        .isEqualTo(Values.of("ALL", "NET_RAW"));
    assertThat(container.user()).isEqualTo(Setting.of("NET_RAW"));
  }

  @Test
  void aNoEchoParameterIsUnresolvedAndNoted() throws Exception {
    Container container =
        container(
            """
            Parameters: {P: {Type: String, NoEcho: true, Default: hunter2}}
            Resources:
              Web:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Environment:
                        - {Name: A, Value: !Ref P}
                        - {Name: B, Value: !Sub "x${P}"}
                        - {Name: C, Value: !If [X, !Ref P, y]}
                        - {Name: D, Value: z}
            """);
    assertThat(container.environment().known().map(v -> v.noEchoParameters()))
        .containsExactly(Set.of("P"), Set.of("P"), Set.of("P"), Set.of());
    assertThat(container.environment().known().map(v -> v.value().toString()))
        .noneMatch(value -> value.contains("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!Base64 {Ref: P}",
        "!Select [0, !Split [':', !Ref P]]",
        "!Join ['', !Split [':', !Ref P]]",
        "!Select [9, [a, !Ref P]]",
        "{'Fn::ToJsonString': {password: !Ref P}}",
        "!Sub ['x${a}', {a: !Base64 {Ref: P}}]",
        "!If [X, !If [Y, a, !Base64 {Ref: P}], b]",
      })
  void aNoEchoParameterIsNotedThroughEveryFunction(String value) throws Exception {
    Container container =
        container(
            """
            Parameters: {P: {Type: String, NoEcho: true}}
            Resources:
              Web:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Environment:
                        - {Name: A, Value: %s}
            """
                .formatted(value));
    assertThat(container.environment().known().map(v -> v.noEchoParameters()))
        .containsExactly(Set.of("P"));
  }

  @Test
  void pseudoParametersAreUnresolved() throws Exception {
    for (String name : List.of("AccountId", "Region", "Partition", "StackName", "URLSuffix")) {
      unresolved("${AWS::" + name + "}", "!Ref AWS::" + name);
    }
  }

  @Test
  void noValueIsAbsent() throws Exception {
    Setting<String> user = withUser("!Ref AWS::NoValue").user();
    assertThat(user.isAbsent()).isTrue();
    assertThat(user.location()).hasToString("t.yaml:7:11");
  }

  @Test
  void bothArmsOfAConditionStay() throws Exception {
    assertThat(withUser("!If [Prod, '101', !Ref AWS::NoValue]").user())
        .isEqualTo(
            new Setting.OneOf<>(List.of(Setting.of("101"), Setting.absent()), Location.NOWHERE));
    unresolved("an Fn::If that is not a list of three", "!If [Prod, '101']");
  }

  @Test
  void aPropertyIsFoundInEveryArmOfAnObject() throws Exception {
    Container container =
        container(
            """
            Resources:
              Web:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - LinuxParameters: !If
                        - A
                        - !If [B, {InitProcessEnabled: true}, !Ref X]
                        - !Ref AWS::NoValue
            """);
    assertThat(container.linuxParameters().initProcessEnabled())
        .isEqualTo(
            new Setting.OneOf<>(
                List.of(
                    Setting.of(true),
                    new Setting.Unresolved<>("${X}", Location.NOWHERE),
                    Setting.absent()),
                Location.NOWHERE));
  }

  @Test
  void aContainerBehindAConditionIsAnArm() throws Exception {
    var containers =
        Read.task(
                """
                Resources:
                  Web:
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      ContainerDefinitions:
                        - !If [A, {Name: a}, {Name: b}]
                        - !If [A, {Name: c}, !Ref AWS::NoValue]
                        - !Ref AWS::NoValue
                """)
            .containers();
    assertThat(containers.known().map(c -> c.name().known().orElseThrow()))
        .containsExactly("a", "b", "c");
    assertThat(((Values.Listed<Container>) containers).elements()).hasSize(2);
  }

  @Test
  void aListBehindAConditionIsNeverEmpty() throws Exception {
    var containers =
        Read.task(
                """
                Resources:
                  Web:
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      ContainerDefinitions: !If [A, [{Name: a}], !Ref Others]
                """)
            .containers();
    assertThat(containers).isInstanceOf(Values.OneOf.class);
    assertThat(((Values.OneOf<Container>) containers).arms().get(1))
        .isEqualTo(new Values.Unresolved<>("${Others}", Location.NOWHERE));
  }

  @Test
  void findsInMapsOverLiteralKeysAndArms() throws Exception {
    assertThat(withUser("!FindInMap [M, a, u]", MAPPINGS).user()).isEqualTo(Setting.of("101"));
    assertThat(withUser("!FindInMap [M, !Ref P, u]", MAPPINGS, CHOICE).user())
        .isEqualTo(oneOf("101", "0"));
    assertThat(withUser("!Select [1, !FindInMap [M, a, l]]", MAPPINGS).user())
        .isEqualTo(Setting.of("y"));
    unresolved("${Fn::FindInMap}", "!FindInMap [M, !Ref 'AWS::Region', u]", MAPPINGS);
    unresolved("${Fn::FindInMap}", "!FindInMap [M, a, w]", MAPPINGS);
    unresolved("${Fn::FindInMap}", "!FindInMap [M]", MAPPINGS);
    unresolved("${Fn::FindInMap}", "!FindInMap [M, a]", MAPPINGS);
  }

  @Test
  void substitutes() throws Exception {
    assertThat(withUser("!Sub '101'").user()).isEqualTo(Setting.of("101"));
    assertThat(withUser("!Sub ['${a}:${b}', {a: '1', b: !Sub '2'}]").user())
        .isEqualTo(Setting.of("1:2"));
    assertThat(withUser("!Sub '${!Literal}'").user()).isEqualTo(Setting.of("${Literal}"));
    unresolved("u-${Db.Endpoint.Port}", "!Sub 'u-${Db.Endpoint.Port}'");
    unresolved("${Fn::Sub}", "!Sub [1, 2, 3]");
    unresolved("${Fn::Sub}", "!Sub {a: b}");
  }

  @Test
  void joinsSelectsSplitsAndEncodes() throws Exception {
    assertThat(withUser("!Join [':', ['1', '2', !Ref AWS::NoValue]]").user())
        .isEqualTo(Setting.of("1:2"));
    assertThat(withUser("!Select [0, !Split [':', '1:2']]").user()).isEqualTo(Setting.of("1"));
    assertThat(withUser("!Select ['1', ['a', 'b']]").user()).isEqualTo(Setting.of("b"));
    assertThat(withUser("!Select [0, !If [X, [a], [b]]]").user()).isEqualTo(oneOf("a", "b"));
    assertThat(withUser("!Base64 'root'").user()).isEqualTo(Setting.of("cm9vdA=="));
    assertThat(withUser("{'Fn::Base64': !Sub 'root'}").user()).isEqualTo(Setting.of("cm9vdA=="));
    unresolved("${Fn::Base64}", "!Base64 {Ref: X}");
    unresolved("1:${X}", "!Join [':', ['1', !Ref X]]");
    unresolved("${Fn::Join}", "!Join ['', !Ref X]");
    unresolved("${Fn::Join}", "!Join [[], [a]]");
    unresolved("${Fn::Select}", "!Select [2, [a, b]]");
    unresolved("${Fn::Select}", "!Select [-1, [a, b]]");
    unresolved("${Fn::Select}", "!Select [x, [a, b]]");
    unresolved("${Fn::Select}", "!Select [0, !Split [':', !Ref X]]");
    unresolved("${Fn::Split}", "!Split ['', a]");
    unresolved("a list where a single value was wanted", "!Split [':', 'a:b']");
  }

  @Test
  void whatOnlyADeploymentKnowsIsUnresolved() throws Exception {
    unresolved("${Db.Port}", "!GetAtt Db.Port");
    unresolved("${Db.Port}", "{'Fn::GetAtt': [Db, Port]}");
    unresolved("${Db.Port}", "{'Fn::GetAtt': Db.Port}");
    unresolved("${Fn::GetAtt}", "{'Fn::GetAtt': [Db, !Ref X]}");
    unresolved("${Fn::ImportValue:user}", "!ImportValue user");
    unresolved("${Fn::ImportValue}", "!ImportValue {'Fn::Sub': '${X}-user'}");
    unresolved("${Fn::Transform:M}", "{'Fn::Transform': {Name: M}}");
    unresolved("${Fn::Later}", "{'Fn::Later': x}");
    unresolved("{{resolve:ssm:/user}}", "'{{resolve:ssm:/user}}'");
    unresolved("Ref of a list", "{Ref: [a]}");
    unresolved(
        "an object with an intrinsic function beside other keys", "{'Fn::Sub': x, Other: y}");
  }

  @Test
  void aValueOfAWrongTypeIsUnresolvedAndSaysSo() throws Exception {
    unresolved("a list where a single value was wanted", "[a]");
    unresolved("an object where a single value was wanted", "{a: b}");
  }

  @Test
  void aReferenceToItselfDoesNotHang() throws Exception {
    unresolved(
        "${A}",
        "!Sub '${A}'",
        "Parameters: {A: {Type: String, Default: !Ref B}, B: {Type: String, Default: !Ref A}}",
        "Conditions: {C: !Condition D, D: !Condition C}");
    assertThat(withUser("!Sub '${A}'", "Parameters: {A: {Type: String, Default: '${A}'}}").user())
        .isEqualTo(Setting.of("${A}"));
  }

  @Test
  void combinationsBeyondReasonAreUnresolved() throws Exception {
    String many = "!Join ['', [" + "!Ref P, ".repeat(40) + "'']]";
    assertThat(withUser(many, CHOICE).user().toString())
        .contains("more combinations than can be judged")
        .hasSizeLessThan(100_000);
  }

  @Test
  void aTemplateThatGrowsWithoutEndIsUnresolved() throws Exception {
    String text = "x".repeat(100_000);
    String many = "!Join ['', [" + "!Ref A, ".repeat(5_000) + "'']]";
    unresolved(
        "a text longer than can be judged",
        many,
        "Parameters: {A: {Type: String, Default: " + text + "}}");
    StringBuilder keys = new StringBuilder("!Ref P");
    for (int i = 0; i < 12; i++) {
      keys = new StringBuilder("!If [X, " + keys + ", " + keys + "]");
    }
    String three = "!FindInMap [" + keys + ", " + keys + ", " + keys + "]";
    assertThat(withUser(three, MAPPINGS, CHOICE).user()).isNotInstanceOf(Setting.Known.class);
  }

  private static void unresolved(String expression, String user, String... sections)
      throws UnreadableSourceException {
    assertThat(withUser(user, sections).user())
        .isEqualTo(new Setting.Unresolved<>(expression, Location.NOWHERE));
  }

  private static Setting<String> oneOf(String... values) {
    return new Setting.OneOf<>(
        List.of(values).stream().map(Setting::of).toList(), Location.NOWHERE);
  }
}
