package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShippedLogsTest {
  private static final ShippedLogs RULE = new ShippedLogs();

  @Test
  void failsWithoutALogConfiguration() {
    assertThat(Fixture.hardened().with("LogConfiguration:", "FirelensConfiguration:").says(RULE))
        .isEqualTo("FAIL container has no logConfiguration");
  }

  @Test
  void failsTheDriverNone() {
    assertThat(Fixture.hardened().with("LogDriver: awslogs", "LogDriver: none").says(RULE))
        .isEqualTo("FAIL logDriver is none");
  }
}
