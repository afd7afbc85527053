package dev.breakwater.cli;

import dev.breakwater.report.Format;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The words of {@code breakwater check}. */
final class CheckCommand implements Subcommand {
  /** Shells complete files where the type is a path; what is none is said by the command. */
  private static final ITypeConverter<String> AS_WRITTEN = word -> word;

  @Override
  public void describe(CommandSpec spec) {
    spec.name("check");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PATH")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .converters(AS_WRITTEN)
            .description(
                "Files and folders; - is standard input. Default: the current folder."
                    + " What .gitignore names is left out of folders.")
            .build());
    int order = 0;
    for (CheckOption.Group group : CheckOption.Group.values()) {
      ArgGroupSpec.Builder options =
          ArgGroupSpec.builder()
              .heading("%n" + group.heading() + "%n")
              .validate(false)
              .order(order++);
      Arrays.stream(CheckOption.values())
          .filter(option -> option.group() == group)
          .forEach(option -> options.addArg(spec(option)));
      spec.addArgGroup(options.build());
    }
    spec.usageMessage()
        .sortOptions(false)
        .abbreviateSynopsis(true)
        .description(
            "Judges CloudFormation templates, cloud assemblies, task definitions, Terraform plans and"
                + " docker inspect's output by the rules that 'breakwater rules' lists.",
            "")
        .footer(
            "",
            "Examples:",
            "  breakwater check",
            "  breakwater check cdk.out --fail-on high",
            "  breakwater check stacks --exclude '*.test.yaml' --report sarif=breakwater.sarif",
            "  breakwater check stacks --fix --write",
            "  breakwater check app.yaml --parameters prod.json --region eu-central-1",
            "  breakwater check . --baseline baseline.json --skip init-process='tini is the entry point'",
            "  aws ecs describe-task-definition --task-definition web | breakwater check -",
            "",
            "Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 something is unknown or was not judged,"
                + " 4 broken.",
            "breakwater.yaml takes the same options by their names, and waivers.");
  }

  private static OptionSpec spec(CheckOption option) {
    OptionSpec.Builder spec = OptionSpec.builder(option.flag()).description(described(option));
    candidates(option).ifPresent(spec::completionCandidates);
    return switch (option.count()) {
      case FLAG -> spec.type(boolean.class).build();
      // One that is given twice is refused where the file's options are; picocli lets it pass in a
      // group.
      case ONE, MANY ->
          spec.type(List.class)
              .auxiliaryTypes(option.label().equals("FILE") ? Path.class : String.class)
              .converters(AS_WRITTEN)
              .arity("1")
              .paramLabel(option.label())
              .build();
    };
  }

  /** What a shell completes; it is files where these are none. */
  private static Optional<Candidates> candidates(CheckOption option) {
    return switch (option) {
      case FORMAT -> Optional.of(Candidates.FORMATS);
      case LEVEL -> Optional.of(Candidates.LEVELS);
      case FAIL_ON -> Optional.of(Candidates.SEVERITIES);
      case TYPE -> Optional.of(Candidates.TYPES);
      case RULE, SKIP -> Optional.of(Candidates.RULES);
      default -> Optional.empty();
    };
  }

  private static String described(CheckOption option) {
    return option == CheckOption.FORMAT
        ? Arrays.stream(Format.values()).map(Given::nameOf).collect(Collectors.joining(", "))
            + ". Default: text"
        : option.description();
  }

  @Override
  public Callable<Integer> action(ParseResult words, Console console) {
    Map<CheckOption, List<Given>> given = new EnumMap<>(CheckOption.class);
    for (CheckOption option : CheckOption.values()) {
      if (words.hasMatchedOption(option.flag())) {
        given.put(
            option,
            values(words, option).stream()
                .map(value -> new Given(value, option.flag(), false))
                .toList());
      }
    }
    return new Check(words.matchedPositionalValue(0, List.of()), given, console);
  }

  private static List<String> values(ParseResult words, CheckOption option) {
    return switch (option.count()) {
      case FLAG -> List.of("true");
      case ONE, MANY -> words.<List<String>>matchedOptionValue(option.flag(), List.of());
    };
  }
}
