package dev.breakwater.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The commands and their options. They are put together here rather than by annotations, which
 * takes no reflection and so no time at start; what a command does is loaded when it is called.
 */
final class Commands {
  private Commands() {}

  /** The whole command line. */
  static CommandLine line() {
    CommandSpec root = CommandSpec.create().name("breakwater");
    help(root);
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print the version and exit.")
            .build());
    root.versionProvider(() -> new String[] {"breakwater " + version()});
    root.usageMessage()
        .description("Hardened, rate-limited Amazon ECS tasks, on this machine.")
        .footer(
            "",
            "Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 something is known only at deployment, 4 broken.",
            "'breakwater COMMAND --help' says more of a command.",
            "In a checkout, './breakwater test' runs every test, './breakwater cdk' the pinned CDK.");
    CommandLine line = new CommandLine(root);
    line.addSubcommand(check());
    line.addSubcommand(up());
    line.addSubcommand(down());
    line.setExecutionExceptionHandler((e, commandLine, parsed) -> Bug.report(e));
    line.setExecutionStrategy(Commands::execute);
    return line;
  }

  private static CommandSpec check() {
    CommandSpec check = CommandSpec.create().name("check");
    help(check);
    check.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PATH")
            .arity("1..*")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .description("Files and folders.")
            .build());
    check.usageMessage().description("Judges templates, task definitions and plans.");
    return check;
  }

  private static CommandSpec up() {
    CommandSpec up = CommandSpec.create().name("up");
    help(up);
    path(up, "--assembly", "DIR", "The cloud assembly that cdk synth wrote. Default: cdk.out");
    path(up, "--template", "FILE", "A CloudFormation template, or a task definition as JSON.");
    text(up, "--service", "NAME", "Which service or task definition, when there are several.");
    up.addOption(
        OptionSpec.builder("--port")
            .type(Integer.class)
            .defaultValue("8080")
            .paramLabel("N")
            .description("The port on 127.0.0.1 that reaches the task. Default: 8080")
            .build());
    flag(up, "--detach", "Return when the task serves; breakwater down ends it.");
    flag(up, "--print", "Print the docker commands, and run none.");
    path(up, "--secrets", "FILE", "KEY=value lines: what the task's secrets are here.");
    up.usageMessage()
        .description(
            "Runs a task on the local Docker engine as ECS would, and shows it meet a burst.",
            "Ctrl-C stops it in ECS's order and removes all that was made.",
            "")
        .footer(
            "",
            "Examples:",
            "  breakwater up --assembly cdk.out",
            "  breakwater up --template task.json --port 9000 --secrets secrets.env",
            "  breakwater up --template app.yaml --service Web --print",
            "",
            "Images that are built stay for the next time, and so does the base image.");
    return up;
  }

  private static CommandSpec down() {
    CommandSpec down = CommandSpec.create().name("down");
    help(down);
    down.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("RUN")
            .arity("0..1")
            .type(String.class)
            .description("The run's id, as 'up --detach' printed it. Default: every run.")
            .build());
    down.usageMessage()
        .description(
            "Stops what 'up' started, in ECS's order, and removes all that it made.",
            "What a killed 'up' left behind is removed too.",
            "");
    return down;
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
    ParseResult command = parsed.subcommand();
    CommandLine line = command.commandSpec().commandLine();
    return call(action(command), line);
  }

  private static Callable<Integer> action(ParseResult command) {
    // Whether there is a terminal, and it and NO_COLOR let it be painted.
    Console console = new Console(System.out, System.err, Ansi.AUTO.enabled());
    if (command.commandSpec().name().equals("check")) {
      return new Check(command.matchedPositionalValue(0, List.of()));
    }
    if (command.commandSpec().name().equals("down")) {
      return new Down(console, Optional.ofNullable(command.matchedPositionalValue(0, null)));
    }
    return new Up(
        console,
        new Up.Options(
            given(command, "--assembly"),
            given(command, "--template"),
            given(command, "--service"),
            command.matchedOptionValue("--port", 8080),
            command.hasMatchedOption("--detach"),
            command.hasMatchedOption("--print"),
            given(command, "--secrets")));
  }

  private static int call(Callable<Integer> action, CommandLine line) {
    try {
      return action.call();
    } catch (Exception e) {
      throw new CommandLine.ExecutionException(line, "bug", e);
    }
  }

  private static <T> Optional<T> given(ParseResult command, String option) {
    return Optional.ofNullable(command.matchedOptionValue(option, null));
  }

  private static void help(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
    spec.exitCodeOnExecutionException(ExitCode.BROKEN);
    spec.usageMessage().width(100);
  }

  private static void flag(CommandSpec spec, String name, String description) {
    spec.addOption(OptionSpec.builder(name).type(boolean.class).description(description).build());
  }

  private static void text(CommandSpec spec, String name, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .type(String.class)
            .paramLabel(label)
            .description(description)
            .build());
  }

  private static void path(CommandSpec spec, String name, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .type(Path.class)
            .paramLabel(label)
            .description(description)
            .build());
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
