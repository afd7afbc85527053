package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "no-new-privileges, true, false",
    "icc, false, true",
    "live-restore, true, false",
    "userland-proxy, false, true",
  })
  void failsWhatIsWrittenWrong(String key, String right, String wrong) {
    String written = "\"" + key + "\": ";
    assertThat(Fixture.hardened().with(written + right, written + wrong).says(RULE))
        .isEqualTo("FAIL " + key + " is not " + right);
  }

  @Test
  void takesUlimitsOnOtherSystems() {
    assertThat(
            Fixture.hardened()
                .with(
                    "{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}",
                    "ami-0123456789abcdef0")
                .with(
                    "\"icc\": false,",
                    "\"icc\": false, \"default-ulimits\": {\"nofile\": {\"Name\": \"nofile\", \"Soft\": 1024, \"Hard\": 4096}},")
                .says(RULE))
        .isEmpty();
  }
}
