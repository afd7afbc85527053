package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManagedTerminationProtectionTest {
  private static final ManagedTerminationProtection RULE = new ManagedTerminationProtection();

  @Test
  void failsWhereNothingIsSaid() {
    assertThat(Fixture.hardened().without("ManagedTerminationProtection").says(RULE))
        .isEqualTo("FAIL managedTerminationProtection is not ENABLED");
  }

  @Test
  void failsWhereItDoesNothing() {
    assertThat(
            Fixture.hardened()
                .with("ManagedScaling: {Status: ENABLED}", "ManagedScaling: {Status: DISABLED}")
                .says(RULE))
        .isEqualTo(
            "FAIL managedTerminationProtection does nothing while managedScaling is DISABLED");
  }

  @Test
  void doesNotAskItOfManagedInstances() {
    assertThat(
            Fixture.hardened()
                .with("AutoScalingGroupProvider:", "ManagedInstancesProvider:")
                .says(RULE))
        .isEmpty();
  }
}
