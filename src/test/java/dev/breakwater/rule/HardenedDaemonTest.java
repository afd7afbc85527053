package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HardenedDaemonTest {
  private static final HardenedDaemon RULE = new HardenedDaemon();

  @Test
  void failsAnInsecureRegistry() {
    assertThat(
            Fixture.hardened()
                .with("\"icc\": false,", "\"icc\": false, \"insecure-registries\": [\"r:5000\"],")
                .says(RULE))
        .isEqualTo("FAIL insecure-registries are set");
  }

  @Test
  void asksOtherSystemsForUlimits() {
    assertThat(
            Fixture.hardened()
                .with(
                    "{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}",
                    "ami-0123456789abcdef0")
                .says(RULE))
        .isEqualTo("FAIL default-ulimits are not set");
  }

  @Test
  void failsWhatIsWrittenWrong() {
    assertThat(
            Fixture.hardened().with("\"live-restore\": true", "\"live-restore\": false").says(RULE))
        .isEqualTo("FAIL live-restore is not true");
  }
}
