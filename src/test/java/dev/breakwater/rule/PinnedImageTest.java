package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinnedImageTest {
  private static final PinnedImage RULE = new PinnedImage();

  private static final String HASH = "0123456789abcdef".repeat(4);

  @Test
  void passesAnAssetOfTheCdkInARepositoryThatOnlyTheDeploymentKnows() {
    assertThat(
            withImage(
                "!Sub \"${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/cdk-assets:"
                    + HASH
                    + "\""))
        .isEmpty();
  }

  @Test
  void passesATagBesideADigest() {
    assertThat(withImage("nginx:1.29@sha256:" + HASH)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nginx",
        "nginx:latest",
        "nginx:1.29.3",
        "registry:5000/nginx",
        "nginx@sha256:0f04"
      })
  void failsWhatCanBePushedAgain(String image) {
    assertThat(withImage(image)).isEqualTo("FAIL image " + image + " is not pinned by a digest");
  }

  @Test
  void failsAKnownTagInAnUnknownRepository() {
    assertThat(withImage("!Sub \"${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/app:v1\""))
        .isEqualTo("FAIL image is not pinned by a digest");
  }

  @Test
  void judgesEveryArmByItself() {
    String digest = "nginx@sha256:" + HASH;
    String asset = "registry.example.org/assets:" + HASH;
    assertThat(withImage("!If [Mirror, \"" + digest + "\", \"" + asset + "\"]")).isEmpty();
    assertThat(withImage("!If [Mirror, \"" + digest + "\", \"nginx:1.29\"]"))
        .isEqualTo("FAIL image nginx:1.29 is not pinned by a digest");
  }

  @Test
  void isNotSureOfATagThatOnlyTheDeploymentKnows() {
    assertThat(withImage("!Sub \"registry.example.org/app:${TableName}\""))
        .startsWith("UNKNOWN cannot be decided from");
  }

  private static String withImage(String image) {
    Fixture hardened = Fixture.hardened();
    String line =
        hardened.text().lines().filter(text -> text.contains("Image:")).findFirst().orElseThrow();
    return hardened.with(line, "          Image: " + image).says(RULE);
  }
}
