package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a file that somebody named, and of one that a folder happened to hold. */
class MetFileTest {
  @TempDir private Path folder;

  @Test
  void skipsWhatIsNoneOfOurs() throws Exception {
    for (String text :
        new String[] {
          "{\"name\": \"app\", \"version\": \"1.0.0\"}",
          "services:\n  web:\n    image: nginx\n",
          "apiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Pod\n",
          "{{- if .Values.on }}\nimage: {{ .Values.image }}\n{{- end }}\n",
          "{\"broken\": ",
          "",
          "[{\"name\": \"Shoe\", \"image\": \"shoe.png\"}]",
          "{\"Resources\": {\"title\": {\"text\": \"Home\"}}}",
          "{\"typeName\": \"AWS::ECS::Service\", \"properties\": {}}"
        }) {
      assertThat(met("f.yaml", text)).as(text).isEmpty();
    }
  }

  @Test
  void readsWhatIsOneOfOurs() throws Exception {
    assertThat(met("f", "Resources: {T: {Type: AWS::ECS::Cluster}}")).isPresent();
    assertThat(met("f", "{\"containerDefinitions\": [{\"name\": \"a\", \"image\": \"b\"}]}"))
        .isPresent();
    assertThat(met("f", "[{\"name\": \"a\", \"image\": \"b\", \"essential\": true}]")).isPresent();
    assertThat(met("f", "{\"\\u0052esources\": {\"T\": {\"Type\": \"AWS\\u003a:ECS::Cluster\"}}}"))
        .isPresent();
    String escaped = "\"%s\": {T: {Type: \"%s:ECS::Cluster\"}}";
    assertThat(met("f", escaped.formatted("R\\x65sources", "AWS\\x3a"))).isPresent();
    String folded = "? \"Re\\\n  sources\"\n: {T: {Type: \"AWS\\x3a:ECS::Cluster\"}}";
    assertThat(met("f", folded.replace("\\x3a", "\\\n    :"))).isPresent();
  }

  @Test
  void refusesWhatLooksLikeOursAndIsBroken() {
    refuses("f.json", "{\"containerDefinitions\": [", StandardCharsets.UTF_8);
    refuses("f.yaml", "{{ if }}\nType: AWS::ECS::Service\n", StandardCharsets.UTF_8);
    refuses("f.yaml.j2", "a: {{ b }}\n- c\nType: AWS::ECS::Service\n", StandardCharsets.UTF_8);
    refuses("task.json", "{\"containerDefinitions\": [", StandardCharsets.UTF_16);
    refuses("main.tf", "resource \"aws_ecs_cluster\" \"a\" {\n}\n", StandardCharsets.UTF_8);
  }

  @Test
  void skipsWhatOnlySpeaksOfIt() throws Exception {
    assertThat(met("README.md", "# Use\n```yaml\nType: AWS::ECS::Service\n  a: b\n c: [\n"))
        .isEmpty();
    assertThat(met("Main.java", "class A { String a = \"containerDefinitions\"; }")).isEmpty();
    assertThat(met("s3.tf", "resource \"aws_s3_bucket\" \"a\" {\n}\n")).isEmpty();
  }

  @Test
  void readsOnlyTheTypeThatIsAskedFor() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "Resources: {T: {Type: AWS::ECS::Cluster}}");
    assertThat(SourceFile.readMet(file, Optional.of(SourceType.TERRAFORM), Deployment.UNKNOWN))
        .isEmpty();
    assertThat(SourceFile.readMet(file, Optional.of(SourceType.CLOUDFORMATION), Deployment.UNKNOWN))
        .isPresent();
  }

  @Test
  void aTypeThatIsGivenIsTakenAtItsWord() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "{\"a\": 1}");
    for (SourceType type : SourceType.values()) {
      assertThatExceptionOfType(UnreadableSourceException.class)
          .as(type.toString())
          .isThrownBy(() -> SourceFile.read(file, Optional.of(type), Deployment.UNKNOWN));
    }
  }

  @Test
  void aTaskDefinitionMayHaveCommentsAndTrailingCommas() throws Exception {
    Inventory plain =
        named(
            "{\"containerDefinitions\": [{\"name\": \"a\", \"image\": \"b\", \"user\": \"//1\"}]}");
    assertThat(
            named(
                "// ours\n{/* the\n task */\"$schema\": \"x\",\"containerDefinitions\": [\n"
                    + "{\"name\": \"a\", // first\n \"image\": \"b\", \"user\": \"//1\",},\n],}"))
        .isEqualTo(plain);
    assertThat(plain.taskDefinitions()).hasSize(1);
  }

  @Test
  void commentsDoNotExcuseDuplicateKeysOrTemplates() {
    for (String text :
        new String[] {
          "{\"containerDefinitions\": [], /* x */ \"containerDefinitions\": []}",
          "{\"containerDefinitions\": [,]}",
          "{\"Resources\": {}, // x\n}"
        }) {
      assertThatExceptionOfType(UnreadableSourceException.class).isThrownBy(() -> named(text));
    }
  }

  @Test
  void readsSeveralTaskDefinitionsOfOneList() throws Exception {
    Inventory inventory =
        named(
            "[{\"family\": \"a\", \"containerDefinitions\": []},"
                + " {\"taskDefinition\": {\"family\": \"b\", \"containerDefinitions\": []}},"
                + " {\"containerDefinitions\": []}]");
    assertThat(inventory.taskDefinitions())
        .extracting(task -> task.resource())
        .containsExactly("a", "b", "f[2]");
  }

  @Test
  void readsWhatEcsDescribes() throws Exception {
    Inventory services =
        named(
            "{\"services\": [{\"serviceArn\": \"arn:aws:ecs:eu-central-1:1:service/main/web\","
                + " \"serviceName\": \"web\", \"networkConfiguration\": {\"awsvpcConfiguration\":"
                + " {\"assignPublicIp\": \"ENABLED\"}}}], \"failures\": [{\"arn\": \"x\","
                + " \"reason\": \"MISSING\"}]}");
    assertThat(services.services().get(0).resource())
        .isEqualTo("arn:aws:ecs:eu-central-1:1:service/main/web");
    assertThat(services.services().get(0).assignPublicIp().known()).contains("ENABLED");
    assertThat(services.gaps())
        .extracting(Gap::reason)
        .containsExactly("ECS did not describe it: MISSING");
    assertThat(
            named(
                    "{\"clusters\": [{\"clusterArn\": \"arn:aws:ecs:eu-central-1:1:cluster/main\","
                        + " \"settings\": [{\"name\": \"containerInsights\","
                        + " \"value\": \"enabled\"}]}], \"failures\": []}")
                .clusters()
                .get(0)
                .containerInsights()
                .known())
        .contains("enabled");
  }

  @Test
  void knowsAnAssemblyByItsManifest() throws Exception {
    assertThat(SourceFile.isAssembly(folder)).isFalse();
    Files.writeString(folder.resolve("manifest.json"), "{\"name\": \"a web app\"}");
    assertThat(SourceFile.isAssembly(folder)).isFalse();
    Files.writeString(folder.resolve("manifest.json"), "{\"version\": \"48\", \"artifacts\": {");
    assertThat(SourceFile.isAssembly(folder)).isTrue();
  }

  private Inventory named(String text) throws Exception {
    return SourceFile.read(Files.writeString(folder.resolve("f"), text)).inventory();
  }

  private Optional<Contents> met(String name, String text) throws Exception {
    return SourceFile.readMet(
        Files.writeString(folder.resolve(name), text), Optional.empty(), Deployment.UNKNOWN);
  }

  private void refuses(String name, String text, Charset charset) {
    assertThatExceptionOfType(UnreadableSourceException.class)
        .as(name)
        .isThrownBy(
            () ->
                SourceFile.readMet(
                    Files.write(folder.resolve(name), text.getBytes(charset)),
                    Optional.empty(),
                    Deployment.UNKNOWN));
  }
}
