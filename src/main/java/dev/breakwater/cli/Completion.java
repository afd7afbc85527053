package dev.breakwater.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;

/** {@code breakwater completion}: what lets a shell complete this command line. */
final class Completion implements Callable<Integer> {
  private final Given shell;
  private final CommandLine line;
  private final Console console;

  /** Those that are known. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  Completion(Given shell, CommandLine line, Console console) {
    this.shell = shell;
    this.line = line;
    this.console = console;
  }

  @Override
  public Integer call() {
    try {
      console.text(script(shell.among(Shell.values())));
      return ExitCode.CLEAN;
    } catch (Failure e) {
      return Check.said(e, console);
    }
  }

  private String script(Shell wanted) {
    String name = line.getCommandName();
    return switch (wanted) {
      // zsh runs bash's, by its own bashcompinit, which the script starts.
      case BASH, ZSH -> AutoComplete.bash(name, line);
      case FISH -> FishCompletion.of(line.getCommandSpec());
    };
  }
}
