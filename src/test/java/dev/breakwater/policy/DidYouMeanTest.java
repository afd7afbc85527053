package dev.breakwater.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DidYouMeanTest {
  private static final List<String> NAMES = List.of("init-process", "no-host-ipc", "no-exec");

  @ParameterizedTest
  @CsvSource({
    "init-proces, init-process",
    "INIT-PROCESS, init-process",
    "' no-host-ipc ', no-host-ipc",
    "no-hots-ipc, no-host-ipc",
    "o-host-ip, no-host-ipc",
    "oo-exec, no-exec",
    "no-eces, no-exec",
    "xno-exec, no-exec",
  })
  void namesTheNearest(String given, String meant) {
    assertThat(DidYouMean.nearest(NAMES, given)).contains(meant);
    assertThat(DidYouMean.among(NAMES, given)).isEqualTo("; did you mean " + meant + "?");
  }

  /** Of six letters two may differ, three may not. */
  @Test
  void namesNoneThatDiffersInMoreThanAThird() {
    assertThat(DidYouMean.nearest(List.of("abcdef"), "abcdxy")).contains("abcdef");
    assertThat(DidYouMean.nearest(List.of("abcdef"), "abcxyz")).isEmpty();
    assertThat(DidYouMean.nearest(List.of("abcdef"), "axcxex")).isEmpty();
  }

  @Test
  void namesTheNearerOfTwoAndTheFirstOfEquals() {
    assertThat(DidYouMean.nearest(List.of("abcdxy", "abcdex"), "abcdef")).contains("abcdex");
    assertThat(DidYouMean.nearest(List.of("abcdex", "abcdxy"), "abcdef")).contains("abcdex");
    assertThat(DidYouMean.nearest(List.of("abcdey", "abcdex"), "abcdef")).contains("abcdex");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "xyz"})
  void namesNoneWhereNoneIsNear(String given) {
    assertThat(DidYouMean.nearest(NAMES, given)).isEmpty();
    assertThat(DidYouMean.among(NAMES, given)).isEmpty();
  }

  @Test
  void doesNotCompareWhatNobodyTyped() {
    assertThat(DidYouMean.nearest(List.of("a".repeat(99)), "a".repeat(100))).isPresent();
    assertThat(DidYouMean.nearest(List.of("a".repeat(101)), "a".repeat(101))).isEmpty();
  }
}
