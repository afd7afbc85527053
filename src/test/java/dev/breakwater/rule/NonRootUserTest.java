package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonRootUserTest {
  private static final NonRootUser RULE = new NonRootUser();

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "00", "+0", "-0", "-00", "root", "0:0", "0:65532", "root:staff", "0:"})
  void failsWhateverTheRuntimeReadsAsZero(String user) {
    assertThat(says(user)).isEqualTo("FAIL user '" + user + "' is root");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " 0",
        "0 ",
        " root",
        "-1",
        "0x0",
        "0b0",
        "0o0",
        "0_0",
        "0.0",
        "0e0",
        "2147483648",
        "4294967296",
        "99999999999999999999"
      })
  void failsWhatTheRuntimeRefuses(String user) {
    assertThat(says(user))
        .isEqualTo("FAIL user '" + user + "' is refused by the container runtime");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "+1",
        "0001",
        "65532",
        "65532:0",
        "2147483647",
        "nobody",
        "Root",
        "3proxy",
        "app:app"
      })
  void passesANumberFromOneUpAndAName(String user) {
    assertThat(says(user)).isEmpty();
  }

  @Test
  void failsWhenTheUserIsRootByInteger() {
    assertThat(Fixture.hardened().with("User: \"65532:65532\"", "User: 0").says(RULE))
        .isEqualTo("FAIL user '0' is root");
  }

  @Test
  void failsAnIntegerThatOnlyYamlReadsAsZero() {
    assertThat(Fixture.hardened().with("User: \"65532:65532\"", "User: 0x0").says(RULE))
        .isEqualTo("FAIL user '0x0' is refused by the container runtime");
  }

  @Test
  void failsWhenOnlyAGroupIsNamed() {
    assertThat(says(":65532"))
        .isEqualTo("FAIL user ':65532' names only a group, so the user is root");
  }

  @Test
  void failsWhenTheImageDecides() {
    assertThat(says("")).isEqualTo("FAIL user is empty, so the image decides");
    assertThat(Fixture.hardened().without("User:").says(RULE))
        .isEqualTo("FAIL user is not set, so the image decides");
  }

  @Test
  void failsWhenOneArmOfAConditionIsRoot() {
    assertThat(
            Fixture.hardened()
                .with("User: \"65532:65532\"", "User: !If [Debug, root, 65532]")
                .says(RULE))
        .isEqualTo("FAIL user 'root' is root");
  }

  @Test
  void passesAWindowsTask() {
    Fixture windows =
        Fixture.hardened().without("User:").with(": LINUX", ": WINDOWS_SERVER_2022_CORE");
    assertThat(windows.says(RULE)).isEmpty();
  }

  @Test
  void isNotSureWhenItMayBeAWindowsTask() {
    Fixture either = Fixture.hardened().without("User:").with(": LINUX", ": !Ref TableName");
    assertThat(either.says(RULE)).startsWith("UNKNOWN cannot be decided from");
  }

  @Test
  void failsWhenItMayBeALinuxTask() {
    Fixture either =
        Fixture.hardened()
            .without("User:")
            .with(": LINUX", ": !If [Old, WINDOWS_SERVER_2022_CORE, !Ref AWS::NoValue]");
    assertThat(either.says(RULE)).isEqualTo("FAIL user is not set, so the image decides");
  }

  private static String says(String user) {
    return Fixture.hardened().with("User: \"65532:65532\"", "User: \"" + user + "\"").says(RULE);
  }
}
