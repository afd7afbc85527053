package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitedCpuTest {
  private static final LimitedCpu RULE = new LimitedCpu();

  @Test
  void passesWhenTheTaskHasCpu() {
    assertThat(Fixture.hardened().without("Cpu:").with("IpcMode: none", "Cpu: 256").says(RULE))
        .isEmpty();
  }

  @Test
  void failsWhenNeitherHas() {
    assertThat(Fixture.hardened().without("Cpu:").says(RULE))
        .isEqualTo("FAIL neither the container nor its task has cpu");
  }

  @Test
  void isNotSureWhenTheTaskMayHaveCpu() {
    assertThat(
            Fixture.hardened()
                .without("Cpu:")
                .with("IpcMode: none", "Cpu: !Ref TableName")
                .says(RULE))
        .isEqualTo("UNKNOWN cannot be decided from ${TableName}");
  }
}
