package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsvpcNetworkTest {
  private static final AwsvpcNetwork RULE = new AwsvpcNetwork();

  @ParameterizedTest
  @ValueSource(strings = {"bridge", "host", "none"})
  void failsEveryOtherMode(String mode) {
    assertThat(mode(mode).says(RULE)).isEqualTo("FAIL networkMode is " + mode + ", not awsvpc");
  }

  @Test
  void failsATaskThatLeavesItToTheDefault() {
    assertThat(mode("!Ref AWS::NoValue").says(RULE))
        .isEqualTo("FAIL networkMode is not set to awsvpc");
  }

  @Test
  void isNoRuleForExternalInstancesAlone() {
    assertThat(on("EXTERNAL", "bridge").says(RULE)).isEmpty();
    assertThat(on("EC2, EXTERNAL", "bridge").says(RULE)).startsWith("FAIL ");
  }

  @Test
  void passesTheDefaultOfManagedInstances() {
    assertThat(on("MANAGED_INSTANCES", "!Ref AWS::NoValue").says(RULE)).isEmpty();
    assertThat(on("MANAGED_INSTANCES", "host").says(RULE)).startsWith("FAIL ");
  }

  private static Fixture mode(String mode) {
    return Fixture.hardened().with("NetworkMode: awsvpc", "NetworkMode: " + mode);
  }

  private static Fixture on(String platforms, String mode) {
    return mode(mode).with("[EC2]", "[" + platforms + "]").without("LaunchType");
  }
}
