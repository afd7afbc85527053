package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemappedUsersTest {
  private static final RemappedUsers RULE = new RemappedUsers();

  @Test
  void failsAnEmptyUser() {
    assertThat(
            Fixture.hardened()
                .with("\"userns-remap\": \"default\"", "\"userns-remap\": \"\"")
                .says(RULE))
        .isEqualTo("FAIL userns-remap of the Docker daemon is not set");
  }

  @Test
  void failsWithoutUserData() {
    assertThat(Fixture.hardened().with("UserData:", "Other:").says(RULE))
        .isEqualTo("FAIL there is no user data that sets userns-remap");
  }

  @Test
  void doesNotAskItOfBottlerocket() {
    assertThat(
            Fixture.hardened()
                .with(
                    "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
                    "/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id")
                .with("\"userns-remap\"", "\"x\"")
                .says(RULE))
        .isEmpty();
  }
}
