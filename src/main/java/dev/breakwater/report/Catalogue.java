package dev.breakwater.report;

import dev.breakwater.policy.Control;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules as a page for people: {@code docs/rules.md}. */
public final class Catalogue {
  private static final String HEAD =
      """
      <!-- Generated from the labels of the rules and from careless.yaml: mvn test -Dgolden=update -->
      # Rules

      A rule says pass, fail or unknown of each container, task definition, service, cluster, capacity provider,
      host template or image. Unknown means that only a deployment resolves the value, or that it cannot be read; it is
      never taken for a pass.

      A policy of the level `baseline` forbids the known ways to break out of a container or to leak. One of the
      level `restricted` asks for the hardened state, and holds the baseline. There are %d rules, %d of them of the
      baseline; `breakwater rules` lists them in a terminal, and `breakwater rules RULE` shows one.

      Each fix is shown four times: for the CDK's own constructs in Java, as a CloudFormation template, as Terraform and as
      the JSON that the AWS CLI takes. It holds what is to be set, beside what your file has already.
      """;

  private Catalogue() {}

  /** The page, in Markdown: a table for each kind of subject, each rule, and the controls. */
  public static String render(List<Rule> rules, Function<Rule, Example> example) {
    long baseline = rules.stream().filter(rule -> rule.info().level() == Level.BASELINE).count();
    StringBuilder page = new StringBuilder(HEAD.formatted(rules.size(), baseline));
    for (Subject.Kind kind : Subject.Kind.values()) {
      List<Rule> about = rules.stream().filter(rule -> isAbout(rule, kind)).toList();
      if (!about.isEmpty()) {
        page.append("\n## ").append(plural(kind));
        page.append("\n\n| secure state | rule | severity | level |\n|---|---|---|---|\n");
        about.forEach(rule -> page.append(row(rule)));
      }
    }
    rules.forEach(rule -> page.append(section(rule, example.apply(rule))));
    return page.append(controls(rules)).toString();
  }

  private static boolean isAbout(Rule rule, Subject.Kind kind) {
    return rule.kind() == kind || (kind == Subject.Kind.IMAGE && rule.info().images());
  }

  private static String row(Rule rule) {
    RuleInfo info = rule.info();
    return "| %s | %s | %s | %s |\n"
        .formatted(info.title(), link(rule), lower(info.severity()), lower(info.level()));
  }

  private static String section(Rule rule, Example example) {
    RuleInfo info = rule.info();
    StringBuilder section = new StringBuilder();
    section.append("\n## ").append(rule.id()).append("\n\n**").append(info.title());
    section.append("** (%s, %s)\n\n".formatted(lower(info.severity()), lower(info.level())));
    section.append(info.rationale()).append("\n\n");
    section.append("Fails with \u201c%s\u201d:\n\n".formatted(example.reason()));
    section.append(block("yaml", example.text()));
    section.append("\n**How to fix it.** ").append(info.remediation()).append('\n');
    for (FixForms form : FixForms.of(rule)) {
      section.append("\n<details>\n<summary>%s</summary>\n\n".formatted(form.language()));
      section.append(block(form.fence(), form.text())).append("\n</details>\n");
    }
    if (!info.proof().isEmpty()) {
      section.append("\n**What proves it.** ").append(info.proof()).append('\n');
    }
    if (info.controls().length > 0) {
      String links =
          Arrays.stream(info.controls())
              .map(control -> "[%s](%s)".formatted(control.named(), control.link()))
              .collect(Collectors.joining(", "));
      section.append("\n**Asked for by** ").append(links).append(".\n");
    }
    return section.toString();
  }

  private static String controls(List<Rule> rules) {
    StringBuilder table = new StringBuilder("\n## Controls\n\n| control | rules |\n|---|---|\n");
    for (Control control : Control.values()) {
      String asked =
          rules.stream()
              .filter(rule -> List.of(rule.info().controls()).contains(control))
              .map(Catalogue::link)
              .collect(Collectors.joining(", "));
      if (!asked.isEmpty()) {
        table.append("| [%s](%s) | %s |\n".formatted(control.named(), control.link(), asked));
      }
    }
    return table.toString();
  }

  private static String block(String fence, String text) {
    return "```" + fence + "\n" + text + (text.endsWith("\n") ? "" : "\n") + "```\n";
  }

  private static String link(Rule rule) {
    return "[%s](#%s)".formatted(rule.id(), rule.id());
  }

  private static String plural(Subject.Kind kind) {
    return switch (kind) {
      case CONTAINER -> "Containers";
      case TASK_DEFINITION -> "Task definitions";
      case SERVICE -> "Services";
      case CLUSTER -> "Clusters";
      case CAPACITY_PROVIDER -> "Capacity providers";
      case HOST -> "Hosts";
      case IMAGE -> "Images by themselves";
    };
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
