package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void leavesWhatShowsAsItIs() {
    assertThat(Printable.of("Größe 大 \ud83c\udf0a \\ a b"))
        .isEqualTo("Größe 大 \ud83c\udf0a \\ a b");
  }

  @Test
  void writesWhatSteersAsItsNumber() {
    assertThat(Printable.of("a\u001b[2Jb\nc\u202ed\u2028e\u0000f\u009bg\ud800h\ufeff"))
        .isEqualTo("a\\u001b[2Jb\\u000ac\\u202ed\\u2028e\\u0000f\\u009bg\\ud800h\\ufeff");
  }

  @Test
  void cutsBetweenCharactersAndSaysSo() {
    assertThat(Printable.of("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Printable.of("abcdefg", 6)).isEqualTo("abcdef\u2026");
    assertThat(Printable.of("abcde\ud83c\udf0a", 6)).isEqualTo("abcde\u2026");
  }
}
