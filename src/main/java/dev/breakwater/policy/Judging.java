package dev.breakwater.policy;

import dev.breakwater.model.CapacityProvider;
import dev.breakwater.model.Cluster;
import dev.breakwater.model.Container;
import dev.breakwater.model.Gap;
import dev.breakwater.model.HostTemplate;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.model.Resource;
import dev.breakwater.model.Service;
import dev.breakwater.model.TaskDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules judge one inventory. */
final class Judging {
  private final List<Rule> rules;
  private final Inventory inventory;
  private final boolean namingPasses;
  private final Map<Place, String> constructPaths = new HashMap<>();
  private final Map<Said, Integer> said = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Pass> passes = new ArrayList<>();

  private final TasksInUse runs;

  private record Place(String source, String resource) {}

  /** A finding wherever in its file: two containers without a name may say the same. */
  private record Said(Rule rule, String source, Subject subject, Outcome outcome, String reason) {}

  Judging(List<Rule> rules, Inventory inventory, boolean namingPasses) {
    this.rules = rules;
    this.inventory = inventory;
    this.namingPasses = namingPasses;
    runs = new TasksInUse(inventory);
    for (Resource resource : inventory.resources()) {
      Location at = resource.location();
      constructPaths.put(new Place(at.source(), at.subject()), resource.constructPath());
    }
  }

  Assessment judge() {
    gaps.addAll(inventory.gaps());
    inventory.taskDefinitions().forEach(this::judge);
    inventory.services().forEach(this::judge);
    inventory.clusters().forEach(this::judge);
    inventory.capacityProviders().forEach(this::judge);
    inventory.hosts().forEach(this::judge);
    inventory.images().forEach(this::judgeImage);
    return new Assessment(findings, gaps, List.of(), passes);
  }

  private void judge(TaskDefinition task) {
    Subject subject = new Subject(Subject.Kind.TASK_DEFINITION, task.resource(), "");
    for (Rule rule : rules) {
      if (rule instanceof TaskRule taskRule) {
        add(rule, subject, task.family().location(), taskRule.judge(task));
      }
    }
    judgeContainers(task);
  }

  /**
   * The containers that cannot be read are gaps, or a list of none that is known would be clean.
   */
  private void judgeContainers(TaskDefinition task) {
    Verdict read =
        Verdict.require(task.containers(), container -> true, "the task has no containers")
            .and(
                Verdict.each(
                    task.containers(),
                    (container, at) -> {
                      judge(container, task, at);
                      return Verdict.pass();
                    }));
    read.problems().forEach(problem -> gaps.add(new Gap(problem.location(), problem.reason())));
  }

  private void judge(Container container, TaskDefinition task, Location at) {
    String name = container.name().known().orElse("");
    judge(container, task, at, new Subject(Subject.Kind.CONTAINER, task.resource(), name), rules);
  }

  /** By the rules that an image decides; it says nothing of the others. */
  private void judgeImage(TaskDefinition image) {
    Subject subject = new Subject(Subject.Kind.IMAGE, image.resource(), "");
    List<Rule> ofImages = rules.stream().filter(rule -> rule.info().images()).toList();
    Location at = image.family().location();
    image.containers().known().forEach(one -> judge(one, image, at, subject, ofImages));
  }

  private void judge(
      Container container, TaskDefinition task, Location at, Subject subject, List<Rule> asked) {
    for (Rule rule : asked) {
      if (rule instanceof ContainerRule containerRule) {
        add(rule, subject, at, containerRule.judge(container));
      } else if (rule instanceof ContainerInTaskRule containerRule) {
        add(rule, subject, at, containerRule.judge(container, task));
      }
    }
  }

  private void judge(Service service) {
    Subject subject = new Subject(Subject.Kind.SERVICE, service.resource(), "");
    for (Rule rule : rules) {
      if (rule instanceof ServiceRule serviceRule) {
        add(rule, subject, service.name().location(), serviceRule.judge(service));
      } else if (rule instanceof ServiceInUseRule serviceRule) {
        add(rule, subject, service.name().location(), serviceRule.judge(service, runs.of(service)));
      }
    }
  }

  private void judge(Cluster cluster) {
    Subject subject = new Subject(Subject.Kind.CLUSTER, cluster.resource(), "");
    for (Rule rule : rules) {
      if (rule instanceof ClusterRule clusterRule) {
        add(rule, subject, cluster.name().location(), clusterRule.judge(cluster));
      }
    }
  }

  private void judge(CapacityProvider provider) {
    Subject subject = new Subject(Subject.Kind.CAPACITY_PROVIDER, provider.resource(), "");
    for (Rule rule : rules) {
      if (rule instanceof CapacityProviderRule providerRule) {
        add(rule, subject, provider.name().location(), providerRule.judge(provider));
      }
    }
  }

  private void judge(HostTemplate host) {
    Subject subject = new Subject(Subject.Kind.HOST, host.resource(), "");
    for (Rule rule : rules) {
      if (rule instanceof HostRule hostRule) {
        add(rule, subject, host.name().location(), hostRule.judge(host));
      }
    }
  }

  private void add(Rule rule, Subject subject, Location at, Verdict verdict) {
    if (verdict.problems().isEmpty() && namingPasses) {
      passes.add(new Pass(rule, subject, at));
    }
    String path = constructPaths.getOrDefault(new Place(at.source(), subject.resource()), "");
    for (Problem problem : verdict.problems()) {
      Said what =
          new Said(rule, problem.location().source(), subject, problem.outcome(), problem.reason());
      int occurrence = said.merge(what, 1, Integer::sum) - 1;
      findings.add(new Finding(rule, subject, path, problem, occurrence));
    }
  }
}
