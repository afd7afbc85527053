package dev.breakwater.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The words of {@code breakwater rules}. */
final class RulesCommand implements Subcommand {
  @Override
  public void describe(CommandSpec spec) {
    spec.name("rules");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("RULE")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .completionCandidates(Candidates.RULES)
            .description("Show these rules whole: why, how to fix, an example. Default: a table.")
            .build());
    Words.choice(
        spec,
        "--control",
        Candidates.CONTROLS,
        "CONTROL",
        "Only the rules that a control asks for, such as CIS_DOCKER_5_13 or 'Security Hub ECS.5'.");
    Words.flag(
        spec, "--json", "Write breakwater/rules/1, whose schema is docs/rules-1.schema.json.");
    Words.choice(
        spec,
        "--export",
        Candidates.ENGINES,
        "ENGINE",
        "Write the rules for another engine: "
            + String.join(", ", RuleExport.names())
            + " (AWS CloudFormation Guard).");
    spec.usageMessage()
        .description("Lists the rules, shows them, and writes them for programs.", "")
        .footer(
            "",
            "Examples:",
            "  breakwater rules",
            "  breakwater rules read-only-root-filesystem",
            "  breakwater rules --control CIS_DOCKER_5_13",
            "  breakwater rules --json | jq -r '.rules[] | select(.severity == \"high\").id'",
            "  breakwater rules non-root-user --json",
            "  breakwater rules --export guard > breakwater.guard");
  }

  @Override
  public Callable<Integer> action(ParseResult words, Console console) {
    return new ShowRules(
        console,
        new ShowRules.Options(
            words.matchedPositionalValue(0, List.<String>of()),
            Words.given(words, "--control"),
            words.hasMatchedOption("--json"),
            Words.<String>given(words, "--export").map(name -> name.toLowerCase(Locale.ROOT))));
  }
}
