package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitedMemoryTest {
  private static final LimitedMemory RULE = new LimitedMemory();

  @Test
  void takesSixMebibytesAndNoLess() {
    assertThat(Fixture.hardened().with("Memory: 128", "Memory: 6").says(RULE)).isEmpty();
    assertThat(Fixture.hardened().with("Memory: 128", "Memory: \"5\"").says(RULE))
        .isEqualTo("FAIL memory must be at least 6 MiB, got 5");
  }

  @Test
  void failsAReservationAlone() {
    assertThat(Fixture.hardened().with("Memory: 128", "MemoryReservation: 128").says(RULE))
        .isEqualTo("FAIL container has no memory limit");
  }
}
