package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoSshKeyTest {
  private static final NoSshKey RULE = new NoSshKey();

  @Test
  void passesAnEmptyName() {
    assertThat(Fixture.hardened().with("InstanceType: m7i.large", "KeyName: ''").says(RULE))
        .isEmpty();
  }

  @Test
  void failsANameInOneArm() {
    assertThat(
            Fixture.hardened()
                .with("InstanceType: m7i.large", "KeyName: !If [X, key, !Ref AWS::NoValue]")
                .says(RULE))
        .isEqualTo("FAIL KeyName names a key pair");
  }
}
