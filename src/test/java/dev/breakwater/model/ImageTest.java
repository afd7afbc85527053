package dev.breakwater.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {
  private static final String DIGEST = "sha256:" + "0f".repeat(32);

  @Test
  void knowsTheDigestBehindARepositoryThatOnlyTheDeploymentKnows() {
    assertThat(unresolved("${Repository}@" + DIGEST).digest()).isEqualTo(Setting.of(DIGEST));
  }

  @Test
  void knowsTheTagBehindARegistryThatOnlyTheDeploymentKnows() {
    assertThat(unresolved("${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/web:7").tag())
        .isEqualTo(Setting.of("7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{", "${", "${{{", "a${", "{{a"})
  void takesNoTimeOverAReferenceThatIsNone(String repeated) {
    String hostile = repeated.repeat(200_000) + "@" + DIGEST;
    Image image = assertTimeoutPreemptively(Duration.ofSeconds(1), () -> unresolved(hostile));
    assertThat(image.digest()).isInstanceOf(Setting.Unresolved.class);
  }

  private static Image unresolved(String expression) {
    return Image.of(new Setting.Unresolved<>(expression, Location.NOWHERE));
  }
}
