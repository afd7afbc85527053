package dev.breakwater.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The words of {@code breakwater up}. */
final class UpCommand implements Subcommand {
  @Override
  public void describe(CommandSpec spec) {
    spec.name("up");
    Words.path(
        spec, "--assembly", "DIR", "The cloud assembly that cdk synth wrote. Default: cdk.out");
    Words.path(
        spec, "--template", "FILE", "A CloudFormation template, or a task definition as JSON.");
    Words.text(
        spec, "--service", "NAME", "Which service or task definition, when there are several.");
    spec.addOption(
        OptionSpec.builder("--port")
            .type(Integer.class)
            .defaultValue("8080")
            .paramLabel("N")
            .description("The port on 127.0.0.1 that reaches the task. Default: 8080")
            .build());
    Words.flag(spec, "--detach", "Return when the task serves; breakwater down ends it.");
    Words.flag(spec, "--print", "Print the docker commands, and run none.");
    Words.path(spec, "--secrets", "FILE", "KEY=value lines: what the task's secrets are here.");
    spec.usageMessage()
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
  }

  @Override
  public Callable<Integer> action(ParseResult words, Console console) {
    return new Up(
        console,
        new Up.Options(
            Words.given(words, "--assembly"),
            Words.given(words, "--template"),
            Words.given(words, "--service"),
            words.matchedOptionValue("--port", 8080),
            words.hasMatchedOption("--detach"),
            words.hasMatchedOption("--print"),
            Words.given(words, "--secrets")));
  }
}
