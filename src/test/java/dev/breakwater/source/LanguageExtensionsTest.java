package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Container;
import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class LanguageExtensionsTest {
  private static final String DECLARED = "Transform: AWS::LanguageExtensions\n";

  @Test
  void aLoopMakesAResourceForEachElement() throws Exception {
    Inventory inventory =
        read(
            """
            Transform: AWS::LanguageExtensions
            Resources:
              Fn::ForEach::Tasks:
                - Name
                - [web, my-db]
                - Task&{Name}:
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      Family: !Ref Name
                      ContainerDefinitions:
                        - Name: ${Name}
                          User: !Sub "${Name}:${Group}"
            """);
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.taskDefinitions())
        .extracting(TaskDefinition::resource, TaskDefinition::family)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Taskweb", Setting.of("web")),
            org.assertj.core.groups.Tuple.tuple("Taskmydb", Setting.of("my-db")));
    Container last = inventory.taskDefinitions().get(1).containers().known().toList().get(0);
    assertThat(last.name()).isEqualTo(Setting.of("my-db"));
    assertThat(last.user()).isEqualTo(new Setting.Unresolved<>("my-db:${Group}", Location.NOWHERE));
    assertThat(last.user().location().line()).isEqualTo(12);
  }

  @Test
  void loopsNestAndTakeTheirCollectionFromParametersAndMappings() throws Exception {
    Inventory inventory =
        read(
            """
            Transform: [AWS::LanguageExtensions]
            Parameters: {Envs: {Type: CommaDelimitedList, Default: "dev,prod"}}
            Mappings: {Apps: {dev: {names: [a]}, prod: {names: [a, b]}}}
            Resources:
              Fn::ForEach::Envs:
                - Env
                - !Ref Envs
                - Fn::ForEach::Apps:
                    - App
                    - !FindInMap [Apps, !Ref Env, names]
                    - ${Env}${App}:
                        Type: AWS::ECS::TaskDefinition
                        Properties: {Family: "${App}-${Env}"}
            """);
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.taskDefinitions())
        .extracting(TaskDefinition::resource)
        .containsExactly("deva", "proda", "prodb");
  }

  @Test
  void aLoopMayMakePropertiesAndConditions() throws Exception {
    TaskDefinition task =
        read("""
            Transform: AWS::LanguageExtensions
            Conditions:
              Fn::ForEach::C: [X, [A, B], {"Is${X}": !Equals ["${X}", A]}]
            Resources:
              Web:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Fn::ForEach::Modes: [M, [Network, Pid], {"${M}Mode": host}]
                  ContainerDefinitions: [{User: !If [IsA, '1', '0'], Name: !If [IsB, x, y]}]
            """)
            .taskDefinitions()
            .get(0);
    assertThat(task.networkMode()).isEqualTo(Setting.of("host"));
    assertThat(task.pidMode()).isEqualTo(Setting.of("host"));
    Container container = task.containers().known().findFirst().orElseThrow();
    assertThat(container.user()).isEqualTo(Setting.of("1"));
    assertThat(container.name()).isEqualTo(Setting.of("y"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[X, !Ref Later, {'T${X}': {Type: T}}] | has a collection that only a deployment knows",
        "[X, [a, !Ref Later], {'T${X}': {Type: T}}] | has a collection that only a deployment knows",
        "[X, [a]] | is not a list of an identifier, a collection and an object",
        "[X, [a], text] | is not a list of an identifier, a collection and an object",
        "text | is not a list of an identifier, a collection and an object",
        "[X, [a, b], {'T': {Type: T}}] | makes T, which is there already",
      })
  void aLoopThatCannotBeWrittenOutIsAGap(String loop, String reason) throws Exception {
    assertThat(read(DECLARED + "Resources:\n  Fn::ForEach::L: " + loop).gaps())
        .extracting(Gap::reason)
        .singleElement()
        .asString()
        .endsWith(" " + reason + ", so the resources that it makes were not judged");
  }

  @Test
  void aLoopOfAMillionValuesIsAGap() throws Exception {
    StringBuilder body = new StringBuilder("{\"T${L0}${L1}${L2}${L3}\": {Type: T}}");
    for (int i = 0; i < 4; i++) {
      String items = "a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z";
      body =
          new StringBuilder(
              "{Fn::ForEach::F" + i + ": [L" + i + ", [" + items + "], " + body + "]}");
    }
    assertThat(read(DECLARED + "Resources: " + body).gaps())
        .extracting(Gap::reason)
        .first()
        .asString()
        .endsWith(
            "stands for more than 200000 values, so the resources that it makes were not judged");
  }

  @Test
  void whatNoTransformAsksForIsAGapOrUnresolved() throws Exception {
    assertThat(read("Resources:\n  Fn::ForEach::L: [X, [a], {'T${X}': {Type: T}}]").gaps())
        .extracting(Gap::reason)
        .containsExactly(
            "Fn::ForEach::L needs the transform AWS::LanguageExtensions, which the template does"
                + " not declare");
    unresolved(
        "Fn::Length needs the transform AWS::LanguageExtensions, which the template does not"
            + " declare",
        "{'Fn::Length': [a]}");
    unresolved("${Fn::FindInMap}", "!FindInMap [M, a, none, {DefaultValue: x}]", MAPPINGS);
  }

  private static final String MAPPINGS = "Mappings: {M: {a: {k: v}}}";

  @Test
  void aMapMayHaveADefault() throws Exception {
    assertThat(user("!FindInMap [M, a, k, {DefaultValue: x}]")).isEqualTo(Setting.of("v"));
    assertThat(user("!FindInMap [M, a, none, {DefaultValue: x}]")).isEqualTo(Setting.of("x"));
    assertThat(user("!FindInMap [M, a, none, {DefaultValue: !Sub '${AWS::Region}'}]"))
        .isEqualTo(new Setting.Unresolved<>("${AWS::Region}", Location.NOWHERE));
    assertThat(user("!FindInMap [M, !Ref Later, k, {DefaultValue: x}]"))
        .isEqualTo(new Setting.Unresolved<>("${Fn::FindInMap}", Location.NOWHERE));
  }

  @Test
  void countsAndWritesJson() throws Exception {
    assertThat(user("{'Fn::Length': [a, b]}")).isEqualTo(Setting.of("2"));
    assertThat(user("!Length [a, !Ref AWS::NoValue]")).isEqualTo(Setting.of("1"));
    assertThat(user("!Length {Ref: Later}"))
        .isEqualTo(new Setting.Unresolved<>("${Fn::Length}", Location.NOWHERE));
    assertThat(user("!Length [a, !If [C, b, !Ref AWS::NoValue]]"))
        .isEqualTo(new Setting.Unresolved<>("${Fn::Length}", Location.NOWHERE));
    assertThat(user("!ToJsonString {a: [1, true, 'x\"y', {}], b: []}"))
        .isEqualTo(Setting.of("{\"a\":[1,true,\"x\\\"y\",{}],\"b\":[]}"));
    assertThat(user("!ToJsonString {a: !Ref Later}"))
        .isEqualTo(new Setting.Unresolved<>("{\"a\":${Later}}", Location.NOWHERE));
  }

  @Test
  void containersMayBeAJsonTextThatIsWrittenByAFunction() throws Exception {
    TaskDefinition task =
        read(DECLARED
                + """
            Resources:
              Web:
                Type: AWS::ECS::TaskDefinition
                Properties: {ContainerDefinitions: !ToJsonString [{Name: app}]}
            """)
            .taskDefinitions()
            .get(0);
    assertThat(task.containers()).isInstanceOf(Values.Listed.class);
  }

  private static void unresolved(String expression, String user, String... sections)
      throws Exception {
    assertThat(Read.withUser(user, sections).user())
        .isEqualTo(new Setting.Unresolved<>(expression, Location.NOWHERE));
  }

  private static Setting<String> user(String user) throws Exception {
    return Read.withUser(user, "Transform: AWS::LanguageExtensions", MAPPINGS).user();
  }

  private static Inventory read(String template) throws Exception {
    return Template.parse(template, "t.yaml");
  }
}
