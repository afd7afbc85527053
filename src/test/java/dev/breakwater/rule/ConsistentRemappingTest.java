package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConsistentRemappingTest {
  private static final ConsistentRemapping RULE = new ConsistentRemapping();

  @Test
  void failsAPrivilegedContainerWhereUsersAreRemapped() {
    assertThat(Fixture.hardened().with("Privileged: false", "Privileged: true").says(RULE))
        .isEqualTo("FAIL privileged is true, which Docker refuses where userns-remap is set");
  }

  @Test
  void passesItWhereTheyAreNot() {
    assertThat(
            Fixture.hardened()
                .with("Privileged: false", "Privileged: true")
                .with("\"userns-remap\": \"default\"", "\"userns-remap\": \"\"")
                .says(RULE))
        .isEmpty();
  }

  @Test
  void isNotSureWhereTheHostsAreElsewhere() {
    assertThat(
            Fixture.hardened()
                .with("Privileged: false", "Privileged: true")
                .with(
                    "      Cluster: !Ref Cluster\n      TaskDefinition",
                    "      Cluster: elsewhere\n      TaskDefinition")
                .says(RULE))
        .isEqualTo("UNKNOWN cannot be decided from hosts that this template does not hold");
  }

  @Test
  void passesWhateverTheHostsAreWhatDockerTakes() {
    assertThat(
            Fixture.hardened()
                .with(
                    "      Cluster: !Ref Cluster\n      TaskDefinition",
                    "      Cluster: elsewhere\n      TaskDefinition")
                .says(RULE))
        .isEmpty();
  }

  @Test
  void judgesATaskThatNoServiceUsesOnEveryHost() {
    assertThat(
            Fixture.hardened()
                .with("NetworkMode: awsvpc", "NetworkMode: host")
                .with("TaskDefinition: !Ref Web", "TaskDefinition: other")
                .says(RULE))
        .isEqualTo("FAIL networkMode is host, which Docker refuses where userns-remap is set");
  }
}
