package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsNonAdminUserTest {
  private static final WindowsNonAdminUser RULE = new WindowsNonAdminUser();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ContainerAdministrator",
        "containeradministrator",
        "User Manager\\ContainerAdministrator"
      })
  void failsTheAdministratorHoweverItIsWritten(String user) {
    assertThat(says("'" + user + "'")).isEqualTo("FAIL user '" + user + "' is an administrator");
  }

  @Test
  void failsWhenTheImageDecides() {
    assertThat(says("''")).isEqualTo("FAIL user is empty, so the image decides");
    assertThat(says("!Ref AWS::NoValue")).isEqualTo("FAIL user is not set, so the image decides");
  }

  @Test
  void passesOtherAccounts() {
    assertThat(says("web")).isEmpty();
  }

  @Test
  void isNoRuleForLinux() {
    assertThat(Fixture.hardened().without("User: \"65532").says(RULE)).isEmpty();
  }

  private static String says(String user) {
    return Fixture.hardened().with("ContainerUser", user).says(RULE);
  }
}
