package dev.breakwater.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The words of {@code breakwater down}. */
final class DownCommand implements Subcommand {
  @Override
  public void describe(CommandSpec spec) {
    spec.name("down");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("RUN")
            .arity("0..1")
            .type(String.class)
            .description("The run's id, as 'up --detach' printed it. Default: every run.")
            .build());
    spec.usageMessage()
        .description(
            "Stops what 'up' started, in ECS's order, and removes all that it made.",
            "What a killed 'up' left behind is removed too.",
            "");
  }

  @Override
  public Callable<Integer> action(ParseResult words, Console console) {
    return new Down(console, Optional.ofNullable(words.matchedPositionalValue(0, null)));
  }
}
