package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NonBlockingLogsTest {
  private static final NonBlockingLogs RULE = new NonBlockingLogs();

  @Test
  void failsWhenTheModeIsLeftToTheAccount() {
    assertThat(Fixture.hardened().without("mode:").says(RULE))
        .isEqualTo("FAIL mode of awslogs is not set to non-blocking");
  }

  @Test
  void passesAnotherDriver() {
    assertThat(
            Fixture.hardened()
                .without("mode:")
                .with("LogDriver: awslogs", "LogDriver: awsfirelens")
                .says(RULE))
        .isEmpty();
  }

  @Test
  void isNotSureWhenTheOptionsAreUnresolved() {
    Fixture hardened = Fixture.hardened();
    String text = hardened.text();
    String options = text.substring(text.indexOf("Options:\n"), text.indexOf("  Service:"));
    assertThat(hardened.with(options, "Options: !GetAtt Logs.Options\n").says(RULE))
        .isEqualTo("UNKNOWN cannot be decided from ${Logs.Options}");
  }
}
