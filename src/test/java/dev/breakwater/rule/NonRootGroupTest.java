package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonRootGroupTest {
  private static final NonRootGroup RULE = new NonRootGroup();

  @ParameterizedTest
  @ValueSource(strings = {"1:0", "1:00", "1:+0", "1:root", "app:root", "0:0", ":0"})
  void failsWhateverTheRuntimeReadsAsGroupZero(String user) {
    assertThat(says(user)).isEqualTo("FAIL the group in user '" + user + "' is root");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1: 0", "1:-1", "1:2147483648"})
  void failsWhatTheRuntimeRefuses(String user) {
    assertThat(says(user))
        .isEqualTo("FAIL the group in user '" + user + "' is refused by the container runtime");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "root", "65532", "1:", "1:1", "app:staff"})
  void passesAnotherGroupAndNone(String user) {
    assertThat(says(user)).isEmpty();
  }

  private static String says(String user) {
    return Fixture.hardened().with("User: \"65532:65532\"", "User: \"" + user + "\"").says(RULE);
  }
}
