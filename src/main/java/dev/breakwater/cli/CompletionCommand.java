package dev.breakwater.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The words of {@code breakwater completion}. */
final class CompletionCommand implements Subcommand {
  @Override
  public void describe(CommandSpec spec) {
    spec.name("completion");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("SHELL")
            .arity("1")
            .type(String.class)
            .completionCandidates(Candidates.SHELLS)
            .description("bash, zsh or fish.")
            .build());
    spec.usageMessage()
        .description("Prints what lets a shell complete commands, options and rules.", "")
        .footer(
            "",
            "Examples:",
            "  source <(breakwater completion bash)   # in ~/.bashrc",
            "  source <(breakwater completion zsh)    # in ~/.zshrc",
            "  breakwater completion fish > ~/.config/fish/completions/breakwater.fish");
  }

  @Override
  public Callable<Integer> action(ParseResult words, Console console) {
    return new Completion(
        new Given(words.matchedPositionalValue(0, ""), "SHELL", false),
        words.commandSpec().root().commandLine(),
        console);
  }
}
