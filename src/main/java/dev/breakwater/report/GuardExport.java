package dev.breakwater.report;

import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
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
      # intrinsic function stands in place of a whole object or list, a rule readable_... fails, and what the other
      # rules say of that resource does not count.
      # Not looked at: nested stacks, what modules and macros make, container definitions that are a JSON text
      # (readable_task_definition fails), AWS::ECS::ExpressGatewayService, launch configurations, and tasks that
      # AWS::Events::Rule, AWS::Pipes::Pipe and AWS::Scheduler::Schedule start. 'breakwater check' judges all of these.
      """;

  /** Objects that an intrinsic function could stand for, and hide what the clauses look for. */
  private static final Map<Subject.Kind, List<String>> LOOKED_INTO =
      new TreeMap<>(
          Map.of(
              Subject.Kind.CONTAINER,
              List.of(
                  "this",
                  "LinuxParameters",
                  "LinuxParameters.Capabilities",
                  "LogConfiguration",
                  "LogConfiguration.Options"),
              Subject.Kind.TASK_DEFINITION,
              List.of("this", "RuntimePlatform"),
              Subject.Kind.SERVICE,
              List.of(
                  "this",
                  "NetworkConfiguration",
                  "NetworkConfiguration.AwsvpcConfiguration",
                  "NetworkConfiguration.AwsVpcConfiguration",
                  "DeploymentController",
                  "DeploymentConfiguration"),
              Subject.Kind.CLUSTER,
              List.of("this", "Configuration", "Configuration.ExecuteCommandConfiguration"),
              Subject.Kind.CAPACITY_PROVIDER,
              List.of("this", "AutoScalingGroupProvider.ManagedScaling"),
              Subject.Kind.HOST,
              List.of("this")));

  private GuardExport() {}

  /** One file of rules. */
  public static String of(List<Rule> rules) {
    StringBuilder file = new StringBuilder(HEAD);
    file.append(list(rules, "Guard's language cannot say:", Guard::unsaid));
    file.append(list(rules, "Different from Breakwater:", Guard::differs));
    file.append('\n');
    for (Subject.Kind kind : Subject.Kind.values()) {
      if (kind != Subject.Kind.CONTAINER && kind != Subject.Kind.IMAGE) {
        file.append("let %s = Resources.*[ Type in %s ]\n".formatted(variable(kind), types(kind)));
      }
    }
    LOOKED_INTO.forEach((kind, objects) -> file.append(readable(kind, objects)));
    rules.forEach(rule -> rule.guard().ifPresent(guard -> file.append(text(rule, guard))));
    return file.toString();
  }

  private static String list(List<Rule> rules, String title, Function<Guard, String> text) {
    String lines =
        rules.stream()
            .filter(rule -> !rule.guard().map(text).orElse("").isEmpty())
            .map(
                rule -> "#   %s: %s\n".formatted(rule.id(), text.apply(rule.guard().orElseThrow())))
            .collect(Collectors.joining());
    return lines.isEmpty() ? "" : "#\n# " + title + "\n" + lines;
  }

  private static String readable(Subject.Kind kind, List<String> objects) {
    StringBuilder clauses = new StringBuilder();
    if (kind == Subject.Kind.CONTAINER) {
      clauses.append("this is_struct\n");
    }
    for (String object : objects) {
      clauses.append(
          "%s !exists OR %s[ keys == /^(Fn::|Ref$)/ ] empty\n".formatted(object, object));
    }
    if (kind == Subject.Kind.TASK_DEFINITION) {
      clauses.append("ContainerDefinitions is_list\nContainerDefinitions !empty\n");
    }
    String name = "readable_" + kind.toString().replace('-', '_');
    return rule(
        "What the rules look into is written out", name, kind, List.of(), clauses.toString());
  }

  private static String text(Rule rule, Guard guard) {
    if (guard.value().isEmpty()) {
      return "";
    }
    return rule(
        rule.info().title(),
        rule.id().replace('-', '_'),
        rule.kind(),
        List.of(guard.unless()),
        clauses(rule, guard));
  }

  private static String rule(
      String title, String name, Subject.Kind kind, List<String> unless, String clauses) {
    StringBuilder body = new StringBuilder();
    unless.forEach(clause -> body.append(clause.strip()).append(" OR\n"));
    body.append(
        switch (kind) {
          case CONTAINER -> "Properties.ContainerDefinitions[*]";
          case HOST -> "Properties.LaunchTemplateData";
          default -> "Properties";
        });
    body.append(" {\n").append(Hcl.indented(clauses)).append("}\n");
    String subjects = variable(kind);
    return "\n# %s\nrule %s when %%%s !empty {\n  %%%s {\n%s  }\n}\n"
        .formatted(title, name, subjects, subjects, Hcl.indented(Hcl.indented(body.toString())));
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
      case CONTAINER, IMAGE, TASK_DEFINITION ->
          "['AWS::ECS::TaskDefinition', 'AWS::ECS::DaemonTaskDefinition']";
      case SERVICE -> "['AWS::ECS::Service', 'AWS::ECS::TaskSet', 'AWS::ECS::Daemon']";
      case CLUSTER -> "['AWS::ECS::Cluster']";
      case CAPACITY_PROVIDER -> "['AWS::ECS::CapacityProvider']";
      case HOST -> "['AWS::EC2::LaunchTemplate']";
    };
  }
}
