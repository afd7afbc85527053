package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LoggedExecTest {
  private static final String NOWHERE =
      "FAIL logging of executeCommandConfiguration is OVERRIDE, with neither a log group nor a"
          + " bucket";

  @Test
  void failsADestinationThatIsEmpty() {
    Fixture hardened = Fixture.hardened();
    assertThat(hardened.says(new LoggedExec())).isEmpty();
    assertThat(hardened.with("/exec", "''").says(new LoggedExec())).isEqualTo(NOWHERE);
  }
}
