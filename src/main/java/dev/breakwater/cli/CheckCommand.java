package dev.breakwater.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The words of {@code breakwater check}. */
final class CheckCommand implements Subcommand {
  @Override
  public void describe(CommandSpec spec) {
    spec.name("check");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PATH")
            .arity("1..*")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .description("Files and folders.")
            .build());
    spec.usageMessage().description("Judges templates, task definitions and plans.");
  }

  @Override
  public Callable<Integer> action(ParseResult words, Console console) {
    return new Check(words.matchedPositionalValue(0, List.of()));
  }
}
