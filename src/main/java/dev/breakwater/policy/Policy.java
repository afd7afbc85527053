package dev.breakwater.policy;

import dev.breakwater.model.Container;
import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Service;
import dev.breakwater.model.TaskDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules that judge together.
 *
 * @param rules in the order in which they judge
 */
public record Policy(List<Rule> rules) {
  public Policy {
    rules = List.copyOf(rules);
  }

  /** The rules of this level and of those that it holds. */
  public static Policy of(Level level, List<Rule> rules) {
    return new Policy(rules.stream().filter(rule -> level.includes(rule.info().level())).toList());
  }

  /** Judges all of it; what could not be read is a gap. */
  public Assessment judge(Inventory inventory) {
    List<Finding> findings = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>(inventory.gaps());
    for (TaskDefinition task : inventory.taskDefinitions()) {
      findings.addAll(judge(task));
      gaps.addAll(judgeContainers(task, findings));
    }
    for (Service service : inventory.services()) {
      findings.addAll(judge(service));
    }
    return new Assessment(findings, gaps);
  }

  private List<Finding> judge(TaskDefinition task) {
    Subject subject = new Subject(Subject.Kind.TASK_DEFINITION, task.resource(), "");
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule instanceof TaskRule taskRule) {
        findings.addAll(findings(rule, subject, taskRule.judge(task)));
      }
    }
    return findings;
  }

  /**
   * The containers that cannot be read are gaps, or a list of none that is known would be clean.
   */
  private List<Gap> judgeContainers(TaskDefinition task, List<Finding> findings) {
    Verdict read =
        Verdict.require(task.containers(), container -> true, "the task has no containers")
            .and(
                Verdict.each(
                    task.containers(),
                    (container, at) -> {
                      findings.addAll(judge(container, task));
                      return Verdict.pass();
                    }));
    return read.problems().stream()
        .map(problem -> new Gap(problem.location(), problem.reason()))
        .toList();
  }

  private List<Finding> judge(Container container, TaskDefinition task) {
    String name = container.name().known().orElse("");
    Subject subject = new Subject(Subject.Kind.CONTAINER, task.resource(), name);
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule instanceof ContainerRule containerRule) {
        findings.addAll(findings(rule, subject, containerRule.judge(container)));
      } else if (rule instanceof ContainerInTaskRule containerRule) {
        findings.addAll(findings(rule, subject, containerRule.judge(container, task)));
      }
    }
    return findings;
  }

  private List<Finding> judge(Service service) {
    Subject subject = new Subject(Subject.Kind.SERVICE, service.resource(), "");
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule instanceof ServiceRule serviceRule) {
        findings.addAll(findings(rule, subject, serviceRule.judge(service)));
      }
    }
    return findings;
  }

  private static List<Finding> findings(Rule rule, Subject subject, Verdict verdict) {
    return verdict.problems().stream().map(problem -> new Finding(rule, subject, problem)).toList();
  }
}
