package dev.breakwater.cli;

import dev.breakwater.policy.Control;
import dev.breakwater.policy.Rule;
import dev.breakwater.report.Printable;
import dev.breakwater.report.RulesJson;
import dev.breakwater.rule.Rules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code breakwater rules}: which rules there are, and what they say. */
final class ShowRules implements Callable<Integer> {
  private final Console console;
  private final Options options;

  /**
   * What was asked for.
   *
   * @param ids of rules; none for all
   * @param control somebody else's, in some spelling
   * @param json whether programs read it
   * @param export the engine to write for
   */
  record Options(
      List<String> ids, Optional<String> control, boolean json, Optional<String> export) {
    Options {
      ids = List.copyOf(ids);
    }
  }

  ShowRules(Console console, Options options) {
    this.console = console;
    this.options = options;
  }

  @Override
  public Integer call() throws IOException {
    try {
      show(chosen());
      return ExitCode.CLEAN;
    } catch (Failure e) {
      console.say(e.getMessage());
      return e.exitCode();
    }
  }

  private void show(List<Rule> rules) throws Failure, IOException {
    if (options.json() && options.export().isPresent()) {
      throw new Failure(ExitCode.USAGE, "--json and --export exclude each other.");
    }
    if (options.export().isPresent()) {
      console.text(RuleExport.named(options.export().get()).text(rules));
    } else if (options.json()) {
      StringBuilder json = new StringBuilder();
      RulesJson.write(rules, new Examples()::of, json);
      console.text(json.toString());
    } else if (options.ids().isEmpty()) {
      console.text(new RuleTable(console.isTerminal()).of(rules));
    } else {
      Examples examples = new Examples();
      for (Rule rule : rules) {
        console.text(new RulePage(console.isTerminal()).of(rule, examples.of(rule)));
      }
    }
  }

  private List<Rule> chosen() throws Failure {
    List<Rule> rules = options.ids().isEmpty() ? Rules.ALL : named(options.ids());
    if (options.control().isEmpty()) {
      return rules;
    }
    List<Control> controls = controls(options.control().get());
    List<Rule> asked =
        rules.stream()
            .filter(rule -> Arrays.stream(rule.info().controls()).anyMatch(controls::contains))
            .toList();
    if (asked.isEmpty()) {
      throw new Failure(
          ExitCode.USAGE,
          "%s does not ask for %s."
              .formatted(options.control().get(), String.join(", ", options.ids())));
    }
    return asked;
  }

  private static List<Rule> named(List<String> ids) throws Failure {
    List<Rule> rules = new ArrayList<>();
    for (String id : ids) {
      rules.add(
          Rules.ALL.stream()
              .filter(rule -> rule.id().equals(id.toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(() -> unknown(id)));
    }
    return rules;
  }

  private static Failure unknown(String id) {
    List<String> ids = Rules.ALL.stream().map(Rule::id).toList();
    return new Failure(
        ExitCode.USAGE,
        "there is no rule %s%s 'breakwater rules' lists them."
            .formatted(Printable.of(id), Nearest.question(id, ids)));
  }

  /** A number alone can be of two catalogues. */
  private static List<Control> controls(String written) throws Failure {
    List<Control> found =
        Arrays.stream(Control.values())
            .filter(control -> spellings(control).anyMatch(same(written)::equals))
            .toList();
    if (found.isEmpty()) {
      TreeSet<String> names = new TreeSet<>();
      Arrays.stream(Control.values()).map(Enum::name).forEach(names::add);
      throw new Failure(
          ExitCode.USAGE,
          "no rule knows the control %s%s Every control is listed in docs/rules.md."
              .formatted(Printable.of(written), Nearest.question(same(written), names)));
    }
    return found;
  }

  private static Stream<String> spellings(Control control) {
    return Stream.of(control.name(), same(control.named()), same(control.number()));
  }

  /** {@code CIS Docker 5.13} and {@code cis-docker-5.13} are {@code CIS_DOCKER_5_13}. */
  private static String same(String written) {
    return written.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
  }
}
