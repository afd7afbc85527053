package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedTmpfsTest {
  private static final GuardedTmpfs RULE = new GuardedTmpfs();

  @ParameterizedTest
  @ValueSource(strings = {"exec", "suid", "dev", "'noexec,exec'"})
  void failsWhatTakesAGuardAway(String option) {
    assertThat(
            Fixture.hardened()
                .with("[noexec, nosuid, nodev, uid", "[" + option + ", uid")
                .says(RULE))
        .isEqualTo("FAIL tmpfs /tmp is mounted with " + option.replace("'", ""));
  }

  @Test
  void passesDockersOwnGuards() {
    assertThat(Fixture.hardened().without("MountOptions").says(RULE)).isEmpty();
  }

  @Test
  void failsWithoutASize() {
    assertThat(Fixture.hardened().without("Size: 16").says(RULE))
        .isEqualTo("FAIL tmpfs /tmp has no size");
    assertThat(Fixture.hardened().with("Size: 16", "Size: 0").says(RULE))
        .isEqualTo("FAIL tmpfs /tmp has no size");
  }
}
