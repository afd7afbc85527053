package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContainerInsightsTest {
  private static final ContainerInsights RULE = new ContainerInsights();

  @Test
  void failsWhereNothingIsSaid() {
    assertThat(
            Fixture.hardened()
                .with("- {Name: containerInsights, Value: enhanced}", "[]")
                .says(RULE))
        .isEqualTo("FAIL containerInsights is not set: the account's default decides");
  }

  @Test
  void passesWhatIsOnlyEnabled() {
    assertThat(Fixture.hardened().with("Value: enhanced", "Value: enabled").says(RULE)).isEmpty();
  }

  @Test
  void isNotSureOfASettingWhoseNameIsUnknown() {
    assertThat(
            Fixture.hardened().with("Name: containerInsights", "Name: !Ref TableName").says(RULE))
        .isEqualTo("UNKNOWN cannot be decided from ${TableName}");
  }

  @Test
  void failsWhereOneArmSaysNothing() {
    assertThat(
            Fixture.hardened()
                .with(
                    "- {Name: containerInsights, Value: enhanced}",
                    "- !If [X, {Name: containerInsights, Value: enhanced}, !Ref AWS::NoValue]")
                .says(RULE))
        .isEqualTo("FAIL containerInsights is not set: the account's default decides");
  }
}
