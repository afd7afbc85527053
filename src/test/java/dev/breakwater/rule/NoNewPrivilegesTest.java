package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoNewPrivilegesTest {
  private static final NoNewPrivileges RULE = new NoNewPrivileges();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-new-privileges",
        "no-new-privileges:true",
        "no-new-privileges=true",
        "no-new-privileges=1"
      })
  void passesWhatTheRuntimeReadsAsTrue(String option) {
    assertThat(says(option)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-new-privileges:false",
        "no-new-privileges=0",
        "no-new-privileges:",
        "apparmor:web",
        "no-new-privilege"
      })
  void failsAnythingElse(String option) {
    assertThat(says(option)).isEqualTo("FAIL no-new-privileges is not set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FARGATE", "MANAGED_INSTANCES"})
  void passesWhereItCannotBeAskedFor(String platform) {
    assertThat(
            Fixture.hardened()
                .without("DockerSecurityOptions")
                .with("[EC2]", "[" + platform + "]")
                .with("LaunchType: EC2", "LaunchType: FARGATE")
                .says(RULE))
        .isEmpty();
  }

  @Test
  void failsOnExternalInstances() {
    assertThat(
            Fixture.hardened()
                .without("DockerSecurityOptions")
                .with("[EC2]", "[EXTERNAL]")
                .with("LaunchType: EC2", "LaunchType: EXTERNAL")
                .says(RULE))
        .isEqualTo("FAIL no-new-privileges is not set");
  }

  @Test
  void saysWhenOnlyOneOfThePossiblePlatformsTakesIt() {
    Fixture open =
        Fixture.hardened()
            .without("DockerSecurityOptions")
            .without("RequiresCompatibilities")
            .without("LaunchType");
    assertThat(open.says(RULE))
        .startsWith(
            "FAIL no-new-privileges is not set; EC2 is possible here and needs it, Fargate");
  }

  private static String says(String option) {
    return Fixture.hardened().with("[no-new-privileges]", "[\"" + option + "\"]").says(RULE);
  }
}
