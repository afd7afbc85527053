package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckedHealthTest {
  private static final CheckedHealth RULE = new CheckedHealth();
  private static final String CHECK = "Command: [CMD, /usr/bin/health, \"8080\"]";
  private static final String UNCHECKED = "FAIL essential container has no health check";

  @Test
  void failsAContainerThatDoesNotSayWhetherItIsEssential() {
    assertThat(Fixture.hardened().with(CHECK, "Interval: 30").says(RULE)).isEqualTo(UNCHECKED);
  }

  @Test
  void failsAnEssentialContainer() {
    assertThat(essential("true").says(RULE)).isEqualTo(UNCHECKED);
  }

  @Test
  void passesAContainerThatIsNotEssential() {
    assertThat(essential("false").says(RULE)).isEmpty();
  }

  @Test
  void isNotSureOfAContainerThatMayBeEssential() {
    assertThat(essential("!ImportValue Essential").says(RULE))
        .isEqualTo("UNKNOWN cannot be decided from ${Fn::ImportValue:Essential}");
  }

  @Test
  void passesACheckByTheShell() {
    assertThat(Fixture.hardened().with(CHECK, "Command: [CMD-SHELL, exit 0]").says(RULE)).isEmpty();
  }

  @Test
  void failsACheckThatDockerNeverRuns() {
    assertThat(Fixture.hardened().with(CHECK, "Command: [curl, localhost]").says(RULE))
        .isEqualTo("FAIL health check begins with neither CMD nor CMD-SHELL, so it never runs");
  }

  private static Fixture essential(String value) {
    return Fixture.hardened()
        .with(CHECK, "Interval: 30")
        .with("          Cpu: 256", "          Cpu: 256\n          Essential: " + value);
  }
}
