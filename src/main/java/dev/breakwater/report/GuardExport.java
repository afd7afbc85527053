package dev.breakwater.report;

import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.Subject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The rules as AWS CloudFormation Guard rules (Guard 3.1). Guard reads a template as a tree and
 * resolves nothing in it.
 */
public final class GuardExport {
  private static final String HEAD =
      """
      # The rules of Breakwater for AWS CloudFormation Guard, written by: breakwater rules --export guard
      #
      # Guard says PASS, FAIL or SKIP, where Breakwater says pass, fail or unknown:
      #   fail is FAIL.
      #   unknown is FAIL: what only a deployment resolves is never clean.
      #   pass is PASS, or SKIP where the template has nothing that the rule judges.
      # Guard does not resolve intrinsic functions: a Ref, a Fn::If or a {{resolve:…}} where a rule wants a
      # literal value fails here, also where Breakwater finds that each value that it can have passes. Where an
      # intrinsic function stands in place of a whole object or list, readable_settings fails, and what the other rules
      # say of that resource does not count.
      """;

  private GuardExport() {}

  /** One file of rules. */
  public static String of(List<Rule> rules) {
    StringBuilder file = new StringBuilder(HEAD);
    file.append(list(rules, "Guard's language cannot say:", Guard::unsaid));
    file.append(list(rules, "Stricter than in Breakwater:", Guard::stricter));
    file.append('\n');
    for (Subject.Kind kind : Subject.Kind.values()) {
      if (kind != Subject.Kind.CONTAINER) {
        file.append("let %s = Resources.*[ Type in %s ]\n".formatted(variable(kind), types(kind)));
      }
    }
    rules.forEach(rule -> rule.guard().ifPresent(guard -> file.append(text(rule, guard))));
    return file.toString();
  }

  private static String list(
      List<Rule> rules, String title, java.util.function.Function<Guard, String> text) {
    String lines =
        rules.stream()
            .filter(rule -> !rule.guard().map(text).orElse("").isEmpty())
            .map(
                rule -> "#   %s: %s\n".formatted(rule.id(), text.apply(rule.guard().orElseThrow())))
            .collect(Collectors.joining());
    return lines.isEmpty() ? "" : "#\n# " + title + "\n" + lines;
  }

  private static String text(Rule rule, Guard guard) {
    if (guard.value().isEmpty()) {
      return "";
    }
    String name = rule.id().replace('-', '_');
    String subjects = variable(rule.kind());
    String clauses = Hcl.indented(Hcl.indented(Hcl.indented(clauses(rule, guard))));
    String body =
        rule.kind() == Subject.Kind.CONTAINER
            ? "    %sProperties.ContainerDefinitions[*] {\n%s    }\n"
                .formatted(guard.unless().isEmpty() ? "" : guard.unless() + " OR\n    ", clauses)
            : "    Properties {\n" + clauses + "    }\n";
    return "\n# %s\nrule %s when %%%s !empty {\n  %%%s {\n%s  }\n}\n"
        .formatted(rule.info().title(), name, subjects, subjects, body);
  }

  /** Each clause with what is to be done where it fails. */
  private static String clauses(Rule rule, Guard guard) {
    String message = " <<" + rule.info().remediation() + ">>\n";
    return guard
        .value()
        .lines()
        .map(line -> line.matches(".*(OR|[{}])\\s*") ? line + "\n" : line + message)
        .collect(Collectors.joining());
  }

  private static String variable(Subject.Kind kind) {
    return kind == Subject.Kind.CONTAINER
        ? variable(Subject.Kind.TASK_DEFINITION)
        : kind.toString().replace('-', '_').toLowerCase(Locale.ROOT) + "s";
  }

  private static String types(Subject.Kind kind) {
    return switch (kind) {
      case CONTAINER, TASK_DEFINITION -> "['AWS::ECS::TaskDefinition']";
      case SERVICE -> "['AWS::ECS::Service', 'AWS::ECS::TaskSet']";
      case CLUSTER -> "['AWS::ECS::Cluster']";
      case CAPACITY_PROVIDER -> "['AWS::ECS::CapacityProvider']";
      case HOST -> "['AWS::EC2::LaunchTemplate']";
    };
  }
}
