package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "upp | Did you mean: breakwater up?",
        "up --bogus | Unknown option: '--bogus'",
        "up --port many | Invalid value for option '--port'",
        "up --port | Missing required parameter for option '--port' (N)",
        "down one two | Unmatched argument at index 2: 'two'",
        "suggest-limi | Did you mean: breakwater suggest-limit",
        "suggest-limit | Missing required parameter: 'LOG'",
        "suggest-limit --touch 1 - | Unknown option: '--touch'",
      })
  void wrongWordsAreAUsageError(String words, String sentence) {
    assertThat(run(words.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(sentence);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void noWordsAreAUsageErrorThatShowsTheHelp() {
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("Commands:", "up ", "down ");
  }

  @ParameterizedTest
  @CsvSource({
    "--help",
    "rules --help",
    "up --help",
    "down --help",
    "suggest-limit --help",
    "--version"
  })
  void helpIsAnAnswer(String words) {
    assertThat(run(words.split(" "))).isZero();
    assertThat(out.toString()).contains("breakwater");
    assertThat(err.toString()).isEmpty();
  }

  private int run(String... words) {
    CommandLine line = Commands.line();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(words);
  }
}
