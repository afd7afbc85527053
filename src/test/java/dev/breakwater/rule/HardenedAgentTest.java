package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HardenedAgentTest {
  private static final HardenedAgent RULE = new HardenedAgent();

  @Test
  void failsALimitOfNone() {
    assertThat(
            Fixture.hardened().with("ECS_TASK_PIDS_LIMIT=1024", "ECS_TASK_PIDS_LIMIT=0").says(RULE))
        .isEqualTo("FAIL ECS_TASK_PIDS_LIMIT is not set");
  }

  @Test
  void failsWhatTheAgentDoesNotReadAsTrue() {
    assertThat(
            Fixture.hardened()
                .with("ECS_AWSVPC_BLOCK_IMDS=true", "ECS_AWSVPC_BLOCK_IMDS=yes")
                .says(RULE))
        .isEqualTo("FAIL ECS_AWSVPC_BLOCK_IMDS is not true");
  }

  @Test
  void isNotSureOfAConfigurationThatIsFetched() {
    assertThat(Fixture.hardened().with("ECS_DISABLE_PRIVILEGED=true\n", "${!x}\n").says(RULE))
        .isEqualTo("UNKNOWN cannot be decided from ${x}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ECS_DISABLE_PRIVILEGED", "ECS_AWSVPC_BLOCK_IMDS"})
  void failsASwitchThatIsOff(String name) {
    assertThat(Fixture.hardened().with(name + "=true", name + "=false").says(RULE))
        .isEqualTo("FAIL " + name + " is not true");
  }
}
