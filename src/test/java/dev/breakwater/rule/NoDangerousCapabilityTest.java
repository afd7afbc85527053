package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoDangerousCapabilityTest {
  private static final NoDangerousCapability RULE = new NoDangerousCapability();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALL",
        "SYS_ADMIN",
        "SYS_PTRACE",
        "NET_RAW",
        "NET_ADMIN",
        "DAC_READ_SEARCH",
        "BPF"
      })
  void failsWhatOpensAWayOut(String capability) {
    assertThat(says(capability)).isEqualTo("FAIL capability " + capability + " is added");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cap_sys_admin", "CAP_SYS_ADMIN", "sys_admin"})
  void failsAnySpellingThatDockerTakes(String capability) {
    assertThat(says(capability)).isEqualTo("FAIL capability SYS_ADMIN is added");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHOWN", "NET_BIND_SERVICE", "SETUID", "MKNOD"})
  void passesWhatDockerGrantsAnyway(String capability) {
    assertThat(says(capability)).isEmpty();
  }

  private static String says(String capability) {
    return Fixture.hardened()
        .with("Drop: [ALL]", "Drop: [ALL]\n              Add: [!Ref TableName, " + capability + "]")
        .says(RULE)
        .replace("UNKNOWN cannot be decided from ${TableName}", "");
  }
}
