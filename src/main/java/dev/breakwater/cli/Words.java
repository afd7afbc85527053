package dev.breakwater.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The kinds of options that commands share. */
final class Words {
  private Words() {}

  /** {@code --help}, and what is the same of every command. */
  static void help(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
    spec.exitCodeOnExecutionException(ExitCode.BROKEN);
    spec.usageMessage().width(100);
  }

  /** An option without a value. */
  static void flag(CommandSpec spec, String name, String description) {
    spec.addOption(OptionSpec.builder(name).type(boolean.class).description(description).build());
  }

  /** An option whose value is any text. */
  static void text(CommandSpec spec, String name, String label, String description) {
    option(spec, String.class, name, label, description);
  }

  /** An option whose value is one of these, which a shell completes. */
  static void choice(
      CommandSpec spec, String name, Candidates values, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .type(String.class)
            .completionCandidates(values)
            .paramLabel(label)
            .description(description)
            .build());
  }

  /** An option whose value is a file or folder. */
  static void path(CommandSpec spec, String name, String label, String description) {
    option(spec, Path.class, name, label, description);
  }

  private static void option(
      CommandSpec spec, Class<?> type, String name, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name).type(type).paramLabel(label).description(description).build());
  }

  /** The value of an option, where it was given. */
  static <T> Optional<T> given(ParseResult words, String option) {
    return Optional.ofNullable(words.matchedOptionValue(option, null));
  }
}
