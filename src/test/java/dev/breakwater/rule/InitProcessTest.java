package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InitProcessTest {
  private static final InitProcess RULE = new InitProcess();

  @Test
  void passesWhenTheTaskSharesItsProcesses() {
    assertThat(withoutInit("PidMode: task")).isEmpty();
  }

  @Test
  void failsWhenTheContainersAreAlone() {
    assertThat(Fixture.hardened().without("InitProcessEnabled").says(RULE))
        .isEqualTo("FAIL initProcessEnabled is not true");
  }

  @Test
  void failsWhenOneArmOfAConditionDoesNotShare() {
    assertThat(withoutInit("PidMode: !If [Shared, task, !Ref AWS::NoValue]"))
        .isEqualTo("FAIL initProcessEnabled is not true");
  }

  @Test
  void isNotSureWhenTheTaskMayShareItsProcesses() {
    assertThat(withoutInit("PidMode: !Ref TableName"))
        .isEqualTo("UNKNOWN cannot be decided from ${TableName}");
  }

  private static String withoutInit(String pidMode) {
    return Fixture.hardened()
        .without("InitProcessEnabled")
        .with("IpcMode: none", pidMode)
        .says(RULE);
  }
}
