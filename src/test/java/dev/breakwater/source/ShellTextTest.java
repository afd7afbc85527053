package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bash 5.2 makes of the same text, with a placeholder for what only a run could tell. */
final class ShellTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a b ~ a ~ ` b`",
        "'a b' c ~ a b ~ ` c`",
        "'open ~ open ~ ``",
        "\"a b\"c d ~ a bc ~ ` d`",
        "\"a\\$b\" ~ a$b ~ ``",
        "\"a\\nb\" ~ a\\nb ~ ``",
        "\"a\\\\\" c ~ a\\ ~ ` c`",
        "\"a\\\"b\" c ~ a\"b ~ ` c`",
        "\"open ~ open ~ ``",
        "\"a\\ ~ a\\ ~ ``",
        "a\\ b c ~ a b ~ ` c`",
        "a\\ ~ a ~ ``",
        "a$b/c ~ a${b}/c ~ ``",
        "a${b}c d ~ a${b}c ~ ` d`",
        "a${b ~ a${b} ~ ``",
        "a$ b ~ a$ ~ ` b`",
        "$(a b)c d ~ ${command}c ~ ` d`",
        "$(a (b) c)d e ~ ${command}d ~ ` e`",
        "$(a ')' b)c d ~ ${command}c ~ ` d`",
        "$(a \")\" b)c d ~ ${command}c ~ ` d`",
        "$(a '(' b)c d ~ ${command}c ~ ` d`",
        "$(open ~ ${command} ~ ``",
        "$(open ' ~ ${command} ~ ``",
        "a;b ~ a ~ ;b",
      })
  void readsAWordAndStopsBehindIt(String script, String word, String rest) {
    ShellText text = new ShellText(script);
    assertThat(text.word()).isEqualTo(word);
    assertThat(script.substring(text.place())).isEqualTo(rest);
  }

  @Test
  void readsBackquotesAndJoinedLines() {
    assertThat(new ShellText("`a b`c d").word()).isEqualTo("${command}c");
    assertThat(new ShellText("`open b").word()).isEqualTo("${command}");
    assertThat(new ShellText("a\\\nb c").word()).isEqualTo("ab");
    assertThat(new ShellText("\"a\\\nb\" c").word()).isEqualTo("ab");
  }

  @Test
  void aHereDocumentKeepsItsQuotes() {
    assertThat(ShellText.expanded("'$a' \"b\" \\$c \\\"d \\\\e"))
        .isEqualTo("'${a}' \"b\" $c \\\"d \\e");
    assertThat(ShellText.expanded("end\\")).isEqualTo("end\\");
  }

  @Test
  void saysWhatStoodBetweenTwoPlaces() {
    ShellText text = new ShellText("one 'two' three");
    int begin = text.place();
    text.word();
    text.takeAll(" ");
    text.word();
    assertThat(text.written(begin)).isEqualTo("one 'two'");
    assertThat(text.takeLine()).isEqualTo(" three");
  }
}
