package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.breakwater.model.ImageAsset;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblyTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final String INNER = "fedcba9876543210".repeat(4);
  private static final String IMAGE = "00112233445566ff".repeat(4);

  @TempDir private Path out;

  /** An assembly with a stack, a stack nested in it, one nested in that, and a stage. */
  @BeforeEach
  void assembly() throws IOException {
    write(
        "manifest.json",
        """
        {"version": "48.0.0", "artifacts": {
          "Main.assets": {"type": "cdk:asset-manifest", "properties": {"file": "Main.assets.json"}},
          "Main": {"type": "aws:cloudformation:stack",
                   "properties": {"templateFile": "Main.template.json"}},
          "assembly-Prod": {"type": "cdk:cloud-assembly",
                            "properties": {"directoryName": "assembly-Prod"}},
          "Tree": {"type": "cdk:tree", "properties": {"file": "tree.json"}}}}
        """);
    write("Main.template.json", template("Top", HASH));
    write("MainNested.nested.template.json", template("Nested", INNER));
    write("MainInner.nested.template.json", "{\"Resources\": {" + task("Inner") + "}}");
    write("stale.template.json", "{\"Resources\": {" + task("Stale") + "}}");
    write(
        "Main.assets.json",
        """
        {"files": {
           "%s": {"source": {"path": "MainNested.nested.template.json", "packaging": "file"}},
           "%s": {"source": {"path": "MainInner.nested.template.json", "packaging": "file"}}},
         "dockerImages": {
           "%s": {"source": {"directory": "asset.1", "dockerFile": "Dockerfile.prod",
                             "dockerBuildArgs": {"A": "1"}, "dockerBuildTarget": "final",
                             "platform": "linux/arm64"}},
           "other": {"source": {"executable": ["./build.sh"]}}}}
        """
            .formatted(HASH, INNER, IMAGE));
    write(
        "assembly-Prod/manifest.json",
        """
        {"artifacts": {"ProdSvc": {"type": "aws:cloudformation:stack",
                                   "properties": {"templateFile": "ProdSvc.template.json"}}}}
        """);
    write("assembly-Prod/ProdSvc.template.json", "{\"Resources\": {" + task("Prod") + "}}");
  }

  @Test
  void readsStacksStagesAndNestedStacksOnceEachAndNothingStale() throws Exception {
    Inventory inventory = Assembly.read(out).inventory();
    assertThat(inventory.taskDefinitions())
        .extracting(TaskDefinition::resource)
        .containsExactly("Top", "Nested", "Inner", "Prod");
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.taskDefinitions().get(1).family().location().source())
        .isEqualTo(out.resolve("MainNested.nested.template.json").toString());
    assertThat(SourceFile.read(out).inventory()).isEqualTo(inventory);
    assertThat(SourceFile.read(out.resolve("manifest.json")).inventory()).isEqualTo(inventory);
  }

  @Test
  void readsOneTemplateWithTheStacksNestedInIt() throws Exception {
    Contents contents = Assembly.readTemplate(out.resolve("Main.template.json"));
    assertThat(contents.inventory().taskDefinitions())
        .extracting(TaskDefinition::resource)
        .containsExactly("Top", "Nested", "Inner");
    assertThat(SourceFile.read(out.resolve("Main.template.json"))).isEqualTo(contents);
  }

  @Test
  void knowsTheImagesThatAreBuilt() throws Exception {
    assertThat(Assembly.read(out).images())
        .containsExactly(
            new ImageAsset(
                IMAGE,
                out.resolve("asset.1").toString(),
                "Dockerfile.prod",
                Map.of("A", "1"),
                "final",
                "linux/arm64"));
  }

  @Test
  void aTemplateByItselfHasItsNestedStacksAsGaps() throws Exception {
    assertThat(Template.read(out.resolve("Main.template.json")).gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.reason()).startsWith("nested stack Child: "));
  }

  @Test
  void whatIsMissingOrBrokenIsAGapAndTheRestIsRead() throws Exception {
    Files.delete(out.resolve("MainInner.nested.template.json"));
    gap("Inner.nested.template.json: no such file", 3);
    write("MainInner.nested.template.json", "{");
    gap("not valid JSON", 3);
    Files.delete(out.resolve("assembly-Prod/ProdSvc.template.json"));
    assertThat(Assembly.read(out).inventory().gaps()).hasSize(2);
    assembly();
    Files.delete(out.resolve("assembly-Prod/manifest.json"));
    gap("no such file", 3);
    assembly();
    Files.delete(out.resolve("Main.assets.json"));
    gap("nested stack Child: its template is none of this assembly's assets", 2);
    write("Main.assets.json", "[");
    assertThat(Assembly.read(out).inventory().gaps()).hasSize(2);
    assembly();
    write("Main.template.json", "{\"Resources\": []}");
    gap("needs an object Resources", 1);
    assembly();
    write("Main.template.json", "");
    gap("nothing is written", 1);
  }

  @Test
  void aStackWithoutResourcesIsEmptyForTheCdkWritesSuch() throws Exception {
    write("Main.template.json", "{\"Parameters\": {}}");
    Inventory inventory = Assembly.read(out).inventory();
    assertThat(inventory.taskDefinitions())
        .extracting(TaskDefinition::resource)
        .containsExactly("Prod");
    assertThat(inventory.gaps()).isEmpty();
  }

  @Test
  void aNestedStackIsReadWithTheParametersThatItGets() throws Exception {
    String child =
        """
        "%s": {"Type": "AWS::CloudFormation::Stack", "Properties": {
          "TemplateURL": "https://s3/%s.json", "Parameters": %s}}""";
    write(
        "Main.template.json",
        "{\"Parameters\": {\"S\": {\"NoEcho\": true}}, \"Resources\": {"
            + String.join(
                ",",
                child.formatted("A", HASH, "{\"Mode\": \"host\"}"),
                child.formatted(
                    "B", HASH, "{\"Mode\": {\"Fn::If\": [\"X\", \"none\", {\"Ref\": \"S\"}]}}"),
                child.formatted("C", HASH, "{\"Mode\": {\"Ref\": \"AWS::NoValue\"}}"),
                child.formatted("D", HASH, "{}"),
                child.formatted("E", HASH, "{\"Ref\": \"X\"}"),
                child.formatted("F", HASH, "{\"Pid\": {\"Ref\": \"X\"}}"))
            + "}}");
    write(
        "MainNested.nested.template.json",
        """
        {"Parameters": {"Mode": {"Type": "String", "Default": "awsvpc"},
                        "Pid": {"Default": "task", "AllowedValues": ["task", "host"]}},
         "Resources": {"Web": {"Type": "AWS::ECS::TaskDefinition",
                               "Properties": {"NetworkMode": {"Ref": "Mode"},
                                              "PidMode": {"Ref": "Pid"}}}}}
        """);
    Setting<String> unresolved = new Setting.Unresolved<>("${Mode}", Location.NOWHERE);
    List<TaskDefinition> tasks =
        Assembly.readTemplate(out.resolve("Main.template.json")).inventory().taskDefinitions();
    assertThat(tasks)
        .extracting(TaskDefinition::networkMode)
        .containsExactly(
            Setting.of("host"),
            new Setting.OneOf<>(List.of(Setting.of("none"), unresolved), Location.NOWHERE),
            Setting.of("awsvpc"),
            unresolved,
            Setting.of("awsvpc"));
    assertThat(tasks)
        .extracting(TaskDefinition::pidMode)
        .containsOnly(
            new Setting.OneOf<>(List.of(Setting.of("task"), Setting.of("host")), Location.NOWHERE));
  }

  @Test
  void aTemplateThatNestsItselfDoesNotHang() throws Exception {
    write(
        "MainNested.nested.template.json",
        """
        {"Parameters": {"P": {"Default": "x"}}, "Resources": {
          "Child": {"Type": "AWS::CloudFormation::Stack", "Properties": {
            "TemplateURL": "https://s3/%s.json",
            "Parameters": {"P": {"Fn::Sub": "${P}x"}}}}}}
        """
            .formatted(HASH));
    assertThat(Assembly.readTemplate(out.resolve("Main.template.json")).inventory().gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.reason()).contains("nested deeper than 20 stacks"));
  }

  @Test
  void aManifestThatNamesItselfDoesNotHang() throws Exception {
    Files.createSymbolicLink(out.resolve("assembly-Prod/again"), out.resolve("assembly-Prod"));
    for (String self : new String[] {".", "again", "../assembly-Prod"}) {
      write(
          "assembly-Prod/manifest.json",
          "{\"artifacts\": {\"Self\": {\"type\": \"cdk:cloud-assembly\", \"properties\":"
              + " {\"directoryName\": \""
              + self
              + "\"}}}}");
      assertThat(Assembly.read(out).inventory().taskDefinitions()).hasSize(3);
    }
  }

  @Test
  void aManifestWithoutNamesIsAGap() throws Exception {
    write(
        "manifest.json",
        """
        {"artifacts": {"A": {"type": "aws:cloudformation:stack"},
                       "B": {"type": "cdk:cloud-assembly", "properties": {}}}}
        """);
    assertThat(Assembly.read(out).inventory().gaps())
        .extracting(gap -> gap.reason())
        .containsExactly("stack A names no templateFile", "stage B names no directoryName");
  }

  @Test
  void refusesAManifestThatIsNone() throws Exception {
    write("manifest.json", "{}");
    assertThatExceptionOfType(UnreadableSourceException.class)
        .isThrownBy(() -> Assembly.read(out))
        .withMessageContaining("needs an object artifacts, got none");
  }

  private void gap(String reason, int read) throws Exception {
    Inventory inventory = Assembly.read(out).inventory();
    assertThat(inventory.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.location() + ": " + gap.reason()).contains(reason));
    assertThat(inventory.taskDefinitions()).hasSize(read);
  }

  private void write(String name, String text) throws IOException {
    Path file = out.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String template(String id, String nested) {
    return """
        {"Resources": {%s, "Child": {"Type": "AWS::CloudFormation::Stack", "Properties":
          {"TemplateURL": {"Fn::Sub": "https://s3.${AWS::Region}.${AWS::URLSuffix}/a/%s.json"}}}}}
        """
        .formatted(task(id), nested);
  }

  private String familyIn(String environment, Deployment deployment) throws Exception {
    write(
        "manifest.json",
        """
        {"version": "48.0.0", "artifacts": {
          "Main": {"type": "aws:cloudformation:stack", "environment": "%s",
                   "properties": {"templateFile": "Main.template.json"}}}}
        """
            .formatted(environment));
    write(
        "Main.template.json",
        """
        {"Resources": {"Top": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Family":
          {"Fn::Sub": "${AWS::AccountId} ${AWS::Region} ${AWS::Partition}"}}}}}
        """);
    return Assembly.read(out, deployment).inventory().taskDefinitions().get(0).family().toString();
  }

  @Test
  void aStackIsInTheAccountAndRegionThatTheManifestNames() throws Exception {
    assertThat(familyIn("aws://111122223333/cn-north-1", Deployment.UNKNOWN))
        .contains("111122223333 cn-north-1 aws-cn");
    assertThat(familyIn("aws://unknown-account/eu-west-1", Deployment.UNKNOWN))
        .contains("${AWS::AccountId} eu-west-1 aws");
  }

  @Test
  void whereTheManifestNamesNoneNothingIsKnown() throws Exception {
    for (String environment : List.of("aws://unknown-account/unknown-region", "", "aws://", "/")) {
      assertThat(familyIn(environment, Deployment.UNKNOWN))
          .contains("${AWS::AccountId} ${AWS::Region} ${AWS::Partition}");
    }
  }

  @Test
  void whatTheUserSaysGoesBeforeTheManifest() throws Exception {
    Deployment given =
        new Deployment(Map.of(), Optional.of("eu-west-1"), Optional.of("444455556666"));
    assertThat(familyIn("aws://111122223333/cn-north-1", given))
        .contains("444455556666 eu-west-1 aws");
  }

  private static String task(String id) {
    return "\"" + id + "\": {\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": {}}";
  }
}
