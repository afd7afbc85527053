package dev.breakwater.cli;

import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** What somebody may have meant. */
final class Nearest {
  private Nearest() {}

  /**
   * The words that are most like this one, at most three, the nearest first. picocli compares only
   * with the names of commands; so these words are given to it as such.
   */
  static List<String> to(String word, Collection<String> words) {
    CommandLine line = new CommandLine(CommandSpec.create());
    words.stream().distinct().forEach(name -> line.addSubcommand(name, CommandSpec.create()));
    return new UnmatchedArgumentException(line, List.of(word), "").getSuggestions();
  }

  /** {@code ; did you mean a or b?}, or a full stop. */
  static String question(String word, Collection<String> words) {
    List<String> nearest = to(word, words);
    return nearest.isEmpty() ? "." : "; did you mean " + String.join(" or ", nearest) + "?";
  }
}
