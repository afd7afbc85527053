package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoPublicIpTest {
  private static final NoPublicIp RULE = new NoPublicIp();

  @Test
  void failsATaskSetToo() {
    assertThat(
            Fixture.hardened()
                .with("AWS::ECS::Service", "AWS::ECS::TaskSet")
                .with("AssignPublicIp: DISABLED", "AssignPublicIp: ENABLED")
                .says(RULE))
        .isEqualTo("FAIL assignPublicIp is ENABLED");
  }

  @Test
  void passesAServiceThatSaysNothing() {
    assertThat(Fixture.hardened().without("AssignPublicIp").says(RULE)).isEmpty();
  }
}
