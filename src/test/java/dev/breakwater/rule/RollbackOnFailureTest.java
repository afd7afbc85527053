package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RollbackOnFailureTest {
  private static final RollbackOnFailure RULE = new RollbackOnFailure();
  private static final String BREAKER = "DeploymentCircuitBreaker: {Enable: true, Rollback: true}";
  private static final String NEITHER =
      "FAIL neither deploymentCircuitBreaker nor alarms rolls a failed deployment back";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MaximumPercent: 200 | " + NEITHER,
        "DeploymentCircuitBreaker: {Enable: true} | " + NEITHER,
        "DeploymentCircuitBreaker: {Enable: false, Rollback: true} |"
            + " FAIL deploymentCircuitBreaker is not enabled",
        "DeploymentCircuitBreaker: {Enable: true, Rollback: false} |"
            + " FAIL deploymentCircuitBreaker does not roll back",
      })
  void failsWhatDoesNotRollBack(String deployment, String says) {
    assertThat(with(deployment).says(RULE)).isEqualTo(says);
  }

  @Test
  void passesAlarmsInPlaceOfACircuitBreaker() {
    assertThat(with("Alarms: {AlarmNames: [errors], Enable: true, Rollback: true}").says(RULE))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{AlarmNames: [], Enable: true, Rollback: true}",
        "{AlarmNames: [errors], Enable: true, Rollback: false}",
        "{AlarmNames: [errors], Enable: false, Rollback: true}"
      })
  void failsAlarmsThatDoNothing(String alarms) {
    assertThat(with("Alarms: " + alarms).says(RULE)).startsWith("FAIL ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CODE_DEPLOY", "EXTERNAL"})
  void isNotSureOfAnotherDeploymentController(String type) {
    assertThat(
            Fixture.hardened()
                .with("LaunchType: EC2", "DeploymentController: {Type: " + type + "}")
                .says(RULE))
        .isEqualTo(
            "UNKNOWN deploymentController is " + type + ", so what rolls back is not part of ECS");
  }

  @Test
  void isNoRuleForATaskSet() {
    assertThat(
            with("MaximumPercent: 200").with("AWS::ECS::Service", "AWS::ECS::TaskSet").says(RULE))
        .isEmpty();
  }

  private static Fixture with(String deployment) {
    return Fixture.hardened().with(BREAKER, deployment);
  }
}
