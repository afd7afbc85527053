package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatestPlatformVersionTest {
  private static final LatestPlatformVersion RULE = new LatestPlatformVersion();

  @ParameterizedTest
  @ValueSource(strings = {"LATEST", "1.4.0"})
  void passesTheLatest(String version) {
    assertThat(with(version).says(RULE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.3.0", "1.0.0", "latest", "'1.4'"})
  void failsAllOthers(String version) {
    assertThat(with(version).says(RULE))
        .isEqualTo("FAIL platformVersion " + version.replace("'", "") + " is not the latest");
  }

  @Test
  void passesTheLatestOfWindows() {
    assertThat(with("1.0.0").with("!Ref Web", "!Ref Windows").says(RULE)).isEmpty();
    assertThat(with("1.3.0").with("!Ref Web", "!Ref Windows").says(RULE)).startsWith("FAIL ");
  }

  @Test
  void isNotSureOfTheLatestOfWindowsForATaskThatIsElsewhere() {
    assertThat(with("1.0.0").with("!Ref Web", "web-of-another:7").says(RULE))
        .isEqualTo(
            "UNKNOWN cannot be decided from task definition web-of-another:7, which is not in this"
                + " source");
  }

  private static Fixture with(String version) {
    return Fixture.hardened().with("LaunchType: EC2", "PlatformVersion: " + version);
  }
}
