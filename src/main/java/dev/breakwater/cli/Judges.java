package dev.breakwater.cli;

import dev.breakwater.policy.DidYouMean;
import dev.breakwater.policy.InvalidWaiver;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Waivers;
import dev.breakwater.report.SkippedRule;
import dev.breakwater.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By what is judged.
 *
 * @param policy the rules
 * @param skipped those that the options leave out
 * @param waivers of the configuration, and how those of templates are read
 * @param passes whether what passes is named
 * @param failOn the least severity that decides
 */
record Judges(
    Policy policy, List<SkippedRule> skipped, Waivers waivers, boolean passes, Severity failOn) {

  static Judges of(CheckWords words) throws Failure {
    Waivers waivers = Waivers.of(Rules.ALL, words.waivers());
    if (!waivers.invalid().isEmpty()) {
      List<String> sentences =
          waivers.invalid().stream()
              .map((InvalidWaiver wrong) -> wrong.location() + ": " + wrong.reason())
              .toList();
      int last = sentences.size() - 1;
      throw new Failure(ExitCode.USAGE, sentences.get(last), sentences.subList(0, last));
    }
    Optional<Given> level = words.one(CheckOption.LEVEL);
    Level asked = level.isEmpty() ? Level.RESTRICTED : level.get().among(Level.values());
    List<Rule> named = named(words, level);
    List<Rule> rules =
        new ArrayList<>(named.isEmpty() ? Policy.of(asked, Rules.ALL).rules() : named);
    List<SkippedRule> skipped = skipped(words, named, rules);
    if (rules.isEmpty()) {
      throw new Failure(ExitCode.USAGE, "--skip leaves no rule to judge by");
    }
    Optional<Given> failOn = words.one(CheckOption.FAIL_ON);
    return new Judges(
        new Policy(rules),
        skipped,
        waivers,
        words.isOn(CheckOption.ALL),
        failOn.isEmpty() ? Severity.LOW : failOn.get().among(Severity.values()));
  }

  private static List<Rule> named(CheckWords words, Optional<Given> level) throws Failure {
    List<Given> given = words.all(CheckOption.RULE);
    if (given.isEmpty()) {
      return List.of();
    }
    if (level.isPresent() && level.get().fromFile() == given.get(0).fromFile()) {
      throw new Failure(
          ExitCode.USAGE,
          "%s says nothing beside rule, which names the rules to judge by: give one of them"
              .formatted(level.get().origin()));
    }
    if (given.get(0).fromFile() && level.isPresent()) {
      return List.of();
    }
    List<Rule> rules = new ArrayList<>();
    for (Given one : given) {
      Rule rule = rule(one);
      if (rules.contains(rule)) {
        throw new Failure(ExitCode.USAGE, one.origin() + " names " + rule.id() + " twice");
      }
      rules.add(rule);
    }
    return Rules.ALL.stream().filter(rules::contains).toList();
  }

  private static List<SkippedRule> skipped(CheckWords words, List<Rule> named, List<Rule> rules)
      throws Failure {
    List<SkippedRule> skipped = new ArrayList<>();
    for (Given given : words.all(CheckOption.SKIP)) {
      int equals = given.value().indexOf('=');
      Rule rule = rule(given.with(equals < 0 ? given.value() : given.value().substring(0, equals)));
      String reason = equals < 0 ? "" : given.value().substring(equals + 1).strip();
      if (reason.isEmpty()) {
        throw new Failure(
            ExitCode.USAGE,
            "%s must say why, got %s without a reason: ID=REASON"
                .formatted(given.origin(), rule.id()));
      }
      if (skipped.stream().anyMatch(one -> one.rule() == rule)) {
        throw new Failure(ExitCode.USAGE, given.origin() + " names " + rule.id() + " twice");
      }
      if (named.contains(rule)) {
        boolean overruled = given.fromFile() && !words.all(CheckOption.RULE).get(0).fromFile();
        if (!overruled) {
          throw new Failure(
              ExitCode.USAGE, given.origin() + " leaves out " + rule.id() + ", which rule names");
        }
      } else if (rules.contains(rule)) {
        skipped.add(new SkippedRule(rule, reason));
      }
    }
    skipped.forEach(skip -> rules.remove(skip.rule()));
    return skipped;
  }

  private static Rule rule(Given given) throws Failure {
    List<String> ids = Rules.ALL.stream().map(Rule::id).toList();
    int at = ids.indexOf(given.value());
    if (at < 0) {
      throw new Failure(
          ExitCode.USAGE,
          "%s: there is no rule %s%s"
              .formatted(given.origin(), given.value(), DidYouMean.among(ids, given.value())));
    }
    return Rules.ALL.get(at);
  }
}
