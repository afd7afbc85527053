package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoExecTest {
  private static final NoExec RULE = new NoExec();

  @Test
  void failsADaemonToo() {
    assertThat(
            Fixture.hardened()
                .with("AWS::ECS::Service", "AWS::ECS::Daemon")
                .with("EnableExecuteCommand: false", "EnableExecuteCommand: true")
                .says(RULE))
        .isEqualTo("FAIL enableExecuteCommand is true");
  }

  @Test
  void passesAServiceThatSaysNothing() {
    assertThat(Fixture.hardened().without("EnableExecuteCommand").says(RULE)).isEmpty();
  }
}
