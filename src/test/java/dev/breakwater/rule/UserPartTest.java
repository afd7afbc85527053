package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Images;
import dev.breakwater.Shell;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine does with a user is what the rules say that it does. */
@Tag("docker")
class UserPartTest {

  @ParameterizedTest
  @ValueSource(strings = {"0", "00", "+0", "-0", "root:5"})
  void theEngineRunsItAsRoot(String user) {
    assertThat(UserPart.user(user).isRoot()).isTrue();
    assertThat(run(user).orThrow().strip()).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {":5", ":65532"})
  void theEngineRunsAGroupAloneAsRoot(String user) {
    assertThat(UserPart.user(user).isEmpty()).isTrue();
    assertThat(run(user).orThrow().strip()).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(strings = {" 0", "0 ", "-1", "2147483648", "0x0", "0_0"})
  void theEngineRefusesIt(String user) {
    assertThat(UserPart.user(user).isRefused()).isTrue();
    assertThat(run(user).succeeded()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "+1", "0001", "65532:65532", "nobody"})
  void theEngineRunsItAsAnotherUser(String user) {
    assertThat(UserPart.user(user).isRoot() || UserPart.user(user).isRefused()).isFalse();
    assertThat(run(user).orThrow().strip()).isNotEqualTo("0").matches("[0-9]+");
  }

  private static Shell.Result run(String user) {
    return Shell.run(
        "docker", "run", "--rm", "--network=none", "--user=" + user, Images.base(), "id", "-u");
  }
}
