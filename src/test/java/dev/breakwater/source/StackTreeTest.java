package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class StackTreeTest {
  private static final String CHILD =
      """
      Parameters: {User: {Type: String, Default: '0'}}
      Resources:
        Web:
          Type: AWS::ECS::TaskDefinition
          Properties: {ContainerDefinitions: [{Name: app, User: !Ref User}]}
      """;

  @ParameterizedTest
  @CsvSource({"child.yaml,child.yaml", "./child.yaml,child.yaml", "sub/a b.yaml,sub/a b.yaml"})
  void followsATemplateThatLiesBesideIt(String url, String file) throws Exception {
    Contents contents = contents(Map.of("top.yaml", parent(url), file, CHILD));
    assertThat(users(contents)).containsExactly(Setting.of("101"));
    assertThat(contents.inventory().gaps()).isEmpty();
    assertThat(contents.nested()).singleElement().matches(path -> path.endsWith(file));
  }

  @Test
  void followsATemplateAbove() throws Exception {
    String shared = parent("sub/middle.yaml");
    Contents contents =
        contents(
            Map.of(
                "top.yaml",
                shared,
                "sub/middle.yaml",
                parent("../child.yaml"),
                "child.yaml",
                CHILD));
    assertThat(users(contents)).containsExactly(Setting.of("101"));
  }

  @Test
  void followsALocalApplicationOfSam() throws Exception {
    String application =
        parent("child.yaml")
            .replace("AWS::CloudFormation::Stack", "AWS::Serverless::Application")
            .replace("TemplateURL", "Location");
    assertThat(users(contents(Map.of("top.yaml", application, "child.yaml", CHILD))))
        .containsExactly(Setting.of("101"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://s3.amazonaws.com/b/t.yaml?X-Amz-Signature=x | its template lies on a server, so was not read",
        "s3://bucket/t.yaml | its template lies on a server, so was not read",
        "none.yaml | no file none.yaml lies beside the template",
        "/etc/hostname | no file /etc/hostname lies beside the template",
        ". | no file . lies beside the template",
        "!Sub 'https://${Bucket}/t.yaml' | it names no template that can be read",
        "!Ref Url | it names no template that can be read",
        "[] | it names no template that can be read",
      })
  void whatIsNotBesideItIsAGap(String url, String reason) throws Exception {
    Contents contents = contents(Map.of("top.yaml", parent(url)));
    assertThat(contents.inventory().gaps())
        .extracting(Gap::reason)
        .containsExactly("nested stack Nested: " + reason);
  }

  @Test
  void aNestedTemplateThatIsBrokenIsAGapWithItsPlace() throws Exception {
    Contents contents = contents(Map.of("top.yaml", parent("c.yaml"), "c.yaml", "Resources: ["));
    assertThat(contents.inventory().gaps())
        .singleElement()
        .satisfies(
            gap ->
                assertThat(gap.reason())
                    .startsWith("nested stack Nested: ")
                    .contains("c.yaml:1:13: not valid YAML"));
  }

  @Test
  void aStackThatNestsItselfEnds() throws Exception {
    assertThat(contents(Map.of("top.yaml", parent("top.yaml"))).inventory().gaps()).isEmpty();
    String grows = parent("top.yaml").replace("User: '101'", "User: !Sub '${User}x'");
    assertThat(contents(Map.of("top.yaml", grows)).inventory().gaps())
        .extracting(Gap::reason)
        .containsExactly("nested stack Nested: nested deeper than 20 stacks");
  }

  @Test
  void ofStacksThatNestEachOtherNoneCountsAsJudgedWithTheOther() throws Exception {
    assertThat(contents(Map.of("top.yaml", parent("top.yaml"))).nested()).isEmpty();
    Map<String, String> circle =
        Map.of("top.yaml", parent("other.yaml"), "other.yaml", parent("top.yaml"));
    assertThat(contents(circle).nested()).isEmpty();
  }

  @Test
  void stacksThatNestSeveralEachEnd() throws Exception {
    StringBuilder text = new StringBuilder("Parameters: {P: {Type: String}}\nResources:\n");
    for (int i = 0; i < 10; i++) {
      text.append(
          """
            N%1$d:
              Type: AWS::CloudFormation::Stack
              Properties: {TemplateURL: top.yaml, Parameters: {P: !Sub '${P}%1$d'}}
          """
              .formatted(i));
    }
    assertThat(contents(Map.of("top.yaml", text.toString())).inventory().gaps())
        .extracting(Gap::reason)
        .contains("nested stack N9: nested beside more than 1000 stacks");
  }

  @Test
  void readsTheTemplateThatAStackSetHolds() throws Exception {
    String set =
        """
        Resources:
          Set:
            Type: AWS::CloudFormation::StackSet
            Properties:
              TemplateBody: |
                Resources:
                  Web:
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      ContainerDefinitions:
                        - Name: app
                          User: '0'
        """;
    Contents contents = contents(Map.of("top.yaml", set));
    assertThat(users(contents)).containsExactly(Setting.of("0"));
    Setting<String> user = users(contents).findFirst().orElseThrow();
    assertThat(user.location().line()).isEqualTo(12);
    assertThat(user.location().column()).isEqualTo(25);
  }

  @Test
  void whatAStackSetGivesToItsTemplateIsOpen() throws Exception {
    String body =
        """
        {"Parameters": {"User": {"Default": "7"}}, "Resources": {"Web": {
          "Type": "AWS::ECS::TaskDefinition",
          "Properties": {"ContainerDefinitions": [{"Name": "app", "User": {"Ref": "User"}}]}}}}
        """;
    String set =
        "{\"Resources\": {\"Set\": {\"Type\": \"AWS::CloudFormation::StackSet\", \"Properties\":"
            + " {\"TemplateBody\": \""
            + body.replace("\"", "\\\"").replace("\n", "\\n")
            + "\"}}}}";
    Contents contents = contents(Map.of("top.yaml", set));
    assertThat(users(contents))
        .containsExactly(new Setting.Unresolved<>("${User}", Location.NOWHERE));
  }

  @Test
  void namesTheGivenParametersThatATemplateHas() throws Exception {
    Deployment given =
        new Deployment(
            Map.of("User", Setting.of("7"), "Typo", Setting.of("x")),
            Optional.empty(),
            Optional.empty());
    Contents contents = Nested.contents(Map.of("top.yaml", CHILD), given);
    assertThat(users(contents)).containsExactly(Setting.of("7"));
    assertThat(contents.parameters()).containsExactly("User");
  }

  @Test
  void aGivenValueThatIsNotAllowedIsAGapThatDoesNotShowIt() throws Exception {
    String template =
        CHILD.replace("Default: '0'", "AllowedValues: ['7', '8']")
            + "  B: {Type: AWS::S3::Bucket}\n";
    Deployment given =
        new Deployment(Map.of("User", Setting.of("9")), Optional.empty(), Optional.empty());
    assertThat(Nested.contents(Map.of("top.yaml", template), given).inventory().gaps())
        .extracting(Gap::reason)
        .containsExactly(
            "CloudFormation refuses what is given to the parameter User, which is none of its"
                + " AllowedValues");
  }

  private static Contents contents(Map<String, String> files) throws Exception {
    return Nested.contents(files, Deployment.UNKNOWN);
  }

  private static Stream<Setting<String>> users(Contents contents) {
    return contents.inventory().taskDefinitions().stream()
        .flatMap(task -> task.containers().known())
        .map(container -> container.user());
  }

  private static String parent(String url) {
    return """
    Parameters: {User: {Type: String}}
    Resources:
      Nested:
        Type: AWS::CloudFormation::Stack
        Properties:
          TemplateURL: %s
          Parameters: {User: '101'}
    """
        .formatted(url);
  }
}
