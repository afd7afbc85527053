package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoTerminalTest {
  private static final NoTerminal RULE = new NoTerminal();

  @ParameterizedTest
  @ValueSource(strings = {"pseudoTerminal", "interactive"})
  void failsEachByItself(String name) {
    assertThat(Fixture.hardened().with("Privileged: false", name + ": true").says(RULE))
        .isEqualTo("FAIL " + name + " is true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pseudoTerminal", "interactive"})
  void passesEachThatIsOff(String name) {
    assertThat(Fixture.hardened().with("Privileged: false", name + ": false").says(RULE)).isEmpty();
  }
}
