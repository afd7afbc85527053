package dev.breakwater.cli;

import dev.breakwater.report.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line of all commands. They are put together here rather than by annotations, which
 * takes no reflection and so no time at start.
 */
final class Commands {
  /** In the order of the help: what is used most comes first. */
  private static final List<Subcommand> ALL =
      List.of(
          new CheckCommand(),
          new RulesCommand(),
          new UpCommand(),
          new DownCommand(),
          new SuggestLimitCommand(),
          new CompletionCommand());

  private Commands() {}

  /** The whole command line. */
  static CommandLine line() {
    CommandSpec root = CommandSpec.create().name("breakwater");
    Words.help(root);
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print the version and exit.")
            .build());
    root.versionProvider(() -> new String[] {"breakwater " + version()});
    root.usageMessage()
        .description(
            "Judges the hardening of Amazon ECS tasks, and runs them hardened on this machine.")
        .footer(
            "",
            "Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 something is unknown or not judged, 4 broken.",
            "'breakwater COMMAND --help' says more of a command.",
            "In a checkout, './breakwater test' runs every test, './breakwater cdk' the pinned CDK.");
    CommandLine line = new CommandLine(root);
    for (Subcommand command : ALL) {
      CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
      Words.help(spec);
      command.describe(spec);
      line.addSubcommand(spec);
    }
    line.setExecutionExceptionHandler((e, commandLine, parsed) -> Bug.report(e));
    line.setParameterExceptionHandler(Commands::misused);
    // A path may begin with @.
    line.setExpandAtFiles(false);
    line.setExecutionStrategy(Commands::execute);
    return line;
  }

  private static int execute(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    if (!parsed.hasSubcommand()) {
      CommandLine root = parsed.commandSpec().commandLine();
      root.usage(root.getErr());
      return ExitCode.USAGE;
    }
    ParseResult words = parsed.subcommand();
    Subcommand command = (Subcommand) words.commandSpec().userObject();
    // Whether there is a terminal, and it and NO_COLOR let it be painted.
    Console console = new Console(System.out, System.err, Ansi.AUTO.enabled());
    return call(command.action(words, console), words.commandSpec().commandLine());
  }

  /**
   * A sentence and what may have been meant; the help of a command with many options hides both.
   */
  private static int misused(CommandLine.ParameterException wrong, String[] words) {
    CommandLine line = wrong.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("breakwater: " + Printable.of(wrong.getMessage()));
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
      err.println("'" + line.getCommandSpec().qualifiedName() + " --help' shows what there is.");
    }
    return ExitCode.USAGE;
  }

  private static int call(Callable<Integer> action, CommandLine line) {
    try {
      return action.call();
    } catch (Exception | Error e) {
      // Java ends with 1 behind an Error, which would read as findings.
      throw new CommandLine.ExecutionException(line, "bug", e);
    }
  }

  static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(not from its jar)");
  }

  /** For messages: the words of a list. */
  static String listed(List<String> words) {
    return String.join(", ", words);
  }
}
