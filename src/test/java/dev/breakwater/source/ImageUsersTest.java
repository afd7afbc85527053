package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.breakwater.model.Container;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageUsersTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
  private static final String HASH = "fedcba9876543210".repeat(4);

  @TempDir private Path folder;

  @Test
  void knowsAnImageByItsTagItsDigestAndItsHash() throws Exception {
    Setting<String> known = Setting.of("65532");
    assertThat(userOf("shop/app:1")).isEqualTo(known);
    assertThat(userOf("docker.io/shop/app:1")).isEqualTo(known);
    assertThat(userOf("latest")).isEqualTo(known);
    assertThat(userOf("docker.io/library/latest:latest")).isEqualTo(known);
    assertThat(userOf("elsewhere/app@" + DIGEST)).isEqualTo(known);
    assertThat(userOf("shop/app:2@" + DIGEST)).isEqualTo(known);
    assertThat(userOf("123456789012.dkr.ecr.eu-central-1.amazonaws.com/assets:" + HASH))
        .isEqualTo(known);
  }

  @Test
  void knowsNoImageThatOnlyLooksLikeIt() throws Exception {
    assertThat(userOf("shop/app:2")).isEqualTo(Setting.absent());
    assertThat(userOf("shop/app")).isEqualTo(Setting.absent());
    assertThat(userOf("other/app:1")).isEqualTo(Setting.absent());
    assertThat(userOf("shop/app:1@" + DIGEST.replace('0', '1'))).isEqualTo(Setting.absent());
  }

  @Test
  void anEmptyUserOfAnImageIsRoot() throws Exception {
    assertThat(userOf("shop/app:1", "\"\"")).isEqualTo(Setting.of("root"));
  }

  @Test
  void refusesWhatIsNoImage() throws Exception {
    Path file = Files.writeString(folder.resolve("info.json"), "[{\"Name\": \"x\"}]");
    assertThatExceptionOfType(UnreadableSourceException.class)
        .isThrownBy(() -> ImageUsers.read(file))
        .withMessageContaining("docker image inspect prints a list of objects with RepoTags");
  }

  @Test
  void theDockerfileOfAnAssetDecides() throws Exception {
    assertThat(assetUser("FROM debian\nUSER 65532\n")).isEqualTo(Setting.of("65532"));
    assertThat(assetUser("FROM scratch\n")).isEqualTo(Setting.of("root"));
    assertThat(assetUser("FROM debian\n")).isEqualTo(Setting.absent());
  }

  private Setting<String> assetUser(String dockerfile) throws Exception {
    Path context = Files.createDirectories(folder.resolve("asset"));
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    Files.writeString(
        folder.resolve("Main.assets.json"),
        "{\"dockerImages\": {\"%s\": {\"source\": {\"directory\": \"asset\"}}}}".formatted(HASH));
    Path template =
        Files.writeString(
            folder.resolve("Main.template.json"),
            """
            {"Resources": {"Web": {"Type": "AWS::ECS::TaskDefinition", "Properties": {
              "ContainerDefinitions": [{"Name": "app", "Image": {"Fn::Sub":
                "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/assets:%s"}}]}}}}
            """
                .formatted(HASH));
    return user(SourceFile.read(template).inventory());
  }

  private Setting<String> userOf(String image) throws Exception {
    return userOf(image, "\"65532\"");
  }

  private Setting<String> userOf(String image, String user) throws Exception {
    Path info =
        Files.writeString(
            folder.resolve("info.json"),
            """
            [{"Id": "%s", "RepoTags": ["shop/app:1", "latest:latest", "assets:%s"],
              "RepoDigests": ["shop/app@%s"], "Config": {"User": %s}, "RootFS": {}}]
            """
                .formatted("sha256:" + HASH, HASH, DIGEST, user));
    Inventory inventory =
        Template.parse(
            "Resources: {Web: {Type: AWS::ECS::TaskDefinition, Properties: {"
                + "ContainerDefinitions: [{Name: app, Image: '"
                + image
                + "'}]}}}",
            "t.yaml");
    return user(ImageUsers.read(info).decide(inventory));
  }

  private static Setting<String> user(Inventory inventory) {
    List<Container> containers = inventory.taskDefinitions().get(0).containers().known().toList();
    return containers.get(0).image().user();
  }
}
