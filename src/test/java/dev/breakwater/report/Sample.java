package dev.breakwater.report;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.WaivedGap;
import dev.breakwater.policy.Waiver;
import dev.breakwater.policy.WaiverNotice;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Template;
import dev.breakwater.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Results to report. The fixtures of this package are judged by few rules, so that their golden
 * files stay short and a new rule changes none of them.
 */
final class Sample {
  private static final Path FIXTURES = Path.of("src/test/resources/dev/breakwater/report");
  private static final Set<String> FEW =
      Set.of(
          "no-host-processes",
          "no-privileged-container",
          "no-public-ip",
          "no-runtime-socket",
          "no-secret-in-environment",
          "non-root-user",
          "pinned-image",
          "read-only-root-filesystem");

  private Sample() {}

  static Results careless() throws IOException {
    return judged(FIXTURES.resolve("careless.yaml"), few());
  }

  static Results unresolved() throws IOException {
    return judged(FIXTURES.resolve("unresolved.yaml"), few());
  }

  /** One of each: findings of every ruling, a gap, passes, waivers that do nothing. */
  static Results everything() throws IOException {
    Results careless = careless();
    Results unresolved = unresolved();
    Inventory both = careless.inventory().and(unresolved.inventory());
    Assessment all = few().judgeNamingPasses(both);
    Waiver waiver = waiver("Shop", "its host runs nothing else");
    List<Finding> findings =
        all.findings().stream()
            .map(
                finding ->
                    switch (finding.rule().id()) {
                      case "no-host-processes" -> waived(finding, waiver);
                      case "pinned-image" -> known(finding);
                      default -> finding;
                    })
            .toList();
    Location macro = new Location("careless.yaml", "Macro", 2, 1);
    List<WaiverNotice> notices =
        List.of(
            new WaiverNotice(waiver("Shop", "until the move"), WaiverNotice.Kind.EXPIRED),
            new WaiverNotice(waiver("Gone*", "a task of old"), WaiverNotice.Kind.UNNEEDED));
    return new Results(
        new Assessment(
            findings,
            all.gaps(),
            List.of(new WaivedGap(new Gap(macro, "macro Expand is not known here"), waiver)),
            List.of(),
            notices,
            all.passes()),
        both,
        2,
        few(),
        Lines.NONE,
        Severity.LOW,
        List.of(new SkippedRule(few().rules().get(0), "asked for elsewhere")));
  }

  /** The fixtures of the rules, by all rules. */
  static Stream<Results> ofTheRules() throws IOException {
    Stream.Builder<Results> all = Stream.builder();
    for (String name : List.of("careless.yaml", "hardened.yaml", "unresolved.yaml")) {
      all.add(judged(Path.of("src/test/resources", name), Rules.restricted()));
    }
    return all.build();
  }

  /** The results of this template, without what they would say of the machine's folders. */
  static Results judged(Path template, Policy policy) throws IOException {
    return judged(Files.readString(template), template.getFileName().toString(), policy);
  }

  static Results judged(String template, String name, Policy policy) {
    try {
      Inventory inventory = Template.parse(template, name);
      return new Results(policy.judge(inventory), inventory, 1, policy, Lines.NONE);
    } catch (UnreadableSourceException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Results with(Results results, UnaryOperator<Assessment> change) {
    return new Results(
        change.apply(results.assessment()),
        results.inventory(),
        results.sources(),
        results.policy(),
        results.lines());
  }

  static Finding waived(Finding finding, Waiver waiver) {
    return new Finding(
        finding.rule(),
        finding.subject(),
        finding.constructPath(),
        finding.problem(),
        finding.occurrence(),
        Optional.of(waiver),
        finding.inBaseline());
  }

  static Finding known(Finding finding) {
    return new Finding(
        finding.rule(),
        finding.subject(),
        finding.constructPath(),
        finding.problem(),
        finding.occurrence(),
        finding.waiver(),
        true);
  }

  static Waiver waiver(String resource, String reason) {
    return new Waiver(
        "no-host-processes",
        resource,
        "",
        "",
        reason,
        LocalDate.of(2027, 1, 31),
        new Location("breakwater.yaml", "", 4, 5));
  }

  static String written(Format format, Results results) throws IOException {
    StringBuilder text = new StringBuilder();
    format.report().write(results, text);
    return text.toString();
  }

  static Policy few() {
    List<Rule> rules = Rules.ALL.stream().filter(rule -> FEW.contains(rule.id())).toList();
    if (rules.size() != FEW.size()) {
      throw new IllegalStateException("wanted " + FEW + ", got " + rules);
    }
    return new Policy(rules);
  }

  /** Golden files by name, to be compared with what the format writes. */
  static Map<String, Results> golden() throws IOException {
    return Map.of("careless", careless(), "unresolved", unresolved(), "everything", everything());
  }
}
