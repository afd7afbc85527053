package dev.breakwater.construct;

import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import dev.breakwater.model.WaiverEntry;
import dev.breakwater.policy.CapacityProviderRule;
import dev.breakwater.policy.ClusterRule;
import dev.breakwater.policy.HostRule;
import dev.breakwater.policy.InvalidWaiver;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.ServiceInUseRule;
import dev.breakwater.policy.ServiceRule;
import dev.breakwater.policy.Waiver;
import dev.breakwater.rule.Rules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.constructs.IConstruct;

/**
 * What of a construct is accepted for a while, for a reason: {@code
 * Waivers.of(legacy).add("read-only-root-filesystem", "its logs go to /var/log until #412",
 * LocalDate.of(2027, 3, 31));}.
 *
 * <p>It is written as {@code Metadata.Breakwater.waivers} of the resources below the construct that
 * the rule judges, so it goes with the template, whoever judges it. The {@link PolicyGate} lets a
 * waived finding pass and shows it; behind its last day the gate closes again. What is added below
 * the construct later has no waiver, so waive behind the constructs.
 *
 * <p>The CDK's own {@code Validations.acknowledge} silences a rule for the whole app, has no last
 * day, and cannot silence the gate.
 */
public final class Waivers {
  private static final String KEY = "Breakwater";
  private static final Set<String> TASKS =
      Set.of(
          "AWS::ECS::DaemonTaskDefinition",
          "AWS::ECS::ExpressGatewayService",
          "AWS::ECS::TaskDefinition");
  private static final Set<String> SERVICES =
      Set.of(
          "AWS::ECS::Daemon",
          "AWS::ECS::ExpressGatewayService",
          "AWS::ECS::Service",
          "AWS::ECS::TaskSet");
  private static final Set<String> HOSTS =
      Set.of("AWS::EC2::LaunchTemplate", "AWS::AutoScaling::LaunchConfiguration");

  private final IConstruct construct;

  private Waivers(IConstruct construct) {
    this.construct = construct;
  }

  /** Of this construct and of all below it. */
  public static Waivers of(IConstruct construct) {
    return new Waivers(construct);
  }

  /**
   * Accepts what this rule finds.
   *
   * @param rule the id of a rule, such as {@code non-root-user}; {@code gap} accepts what cannot be
   *     read of a single resource, such as a {@code CfnStackSet}, or of a stack as a whole, such as
   *     its macros
   * @param reason why
   * @param until the last day on which it counts
   * @throws IllegalArgumentException when there is no such rule, the reason is blank, or nothing
   *     below the construct is judged by the rule
   */
  public Waivers add(String rule, String reason, LocalDate until) {
    return add(rule, Setting.absent(), reason, until);
  }

  /**
   * Accepts what this rule finds with certain containers.
   *
   * @param container a glob over their names, such as {@code legacy-*}
   * @throws IllegalArgumentException as {@link #add} does, and when the glob is none
   */
  public Waivers addForContainer(String rule, String container, String reason, LocalDate until) {
    return add(rule, Setting.of(container), reason, until);
  }

  private Waivers add(String rule, Setting<String> container, String reason, LocalDate until) {
    check(rule, container, reason, until);
    Map<String, String> waiver = new LinkedHashMap<>();
    waiver.put("rule", rule);
    container.known().ifPresent(glob -> waiver.put("container", glob));
    waiver.put("reason", reason);
    waiver.put("until", until.toString());
    if (rule.equals(Waiver.GAP) && construct instanceof Stack stack) {
      Map<String, Object> metadata = stack.getTemplateOptions().getMetadata();
      stack.addMetadata(KEY, with(waiver, metadata == null ? null : metadata.get(KEY)));
      return this;
    }
    List<CfnResource> resources = judgedBy(rule);
    if (resources.isEmpty()) {
      throw new IllegalArgumentException(
          "a waiver of %s must be for a construct with something that it judges, got %s"
              .formatted(rule, Wanted.shown(construct.getNode().getPath())));
    }
    resources.forEach(
        resource -> resource.addMetadata(KEY, with(waiver, resource.getMetadata(KEY))));
    return this;
  }

  /** The same check, with the same sentences, as for a waiver that somebody wrote by hand. */
  private static void check(
      String rule, Setting<String> container, String reason, LocalDate until) {
    WaiverEntry entry =
        new WaiverEntry(
            Setting.of(rule),
            Setting.of("*"),
            Setting.absent(),
            container,
            Setting.of(reason),
            Setting.of(until.toString()),
            Values.of());
    List<InvalidWaiver> invalid =
        dev.breakwater.policy.Waivers.of(Rules.ALL, Values.of(entry)).invalid();
    if (!invalid.isEmpty()) {
      throw new IllegalArgumentException(invalid.get(0).reason());
    }
  }

  private List<CfnResource> judgedBy(String rule) {
    if (rule.equals(Waiver.GAP)) {
      IConstruct one =
          construct instanceof CfnResource ? construct : construct.getNode().getDefaultChild();
      return one instanceof CfnResource resource ? List.of(resource) : List.of();
    }
    Set<String> types =
        Rules.ALL.stream()
            .filter(known -> known.id().equals(rule))
            .map(Waivers::types)
            .findFirst()
            .orElseThrow();
    return construct.getNode().findAll().stream()
        .flatMap(node -> node instanceof CfnResource found ? Stream.of(found) : Stream.empty())
        .filter(found -> types.contains(found.getCfnResourceType()))
        .toList();
  }

  /** Of the resources that it judges. */
  private static Set<String> types(Rule rule) {
    if (rule instanceof ServiceRule || rule instanceof ServiceInUseRule) {
      return SERVICES;
    }
    if (rule instanceof ClusterRule) {
      return Set.of("AWS::ECS::Cluster");
    }
    if (rule instanceof CapacityProviderRule) {
      return Set.of("AWS::ECS::CapacityProvider");
    }
    return rule instanceof HostRule ? HOSTS : TASKS;
  }

  /** What stands there already stays. */
  private static Map<String, Object> with(Map<String, String> waiver, Object before) {
    List<Object> all = new ArrayList<>();
    if (before instanceof Map<?, ?> map && map.get("waivers") instanceof List<?> list) {
      all.addAll(list);
    }
    all.add(waiver);
    return Map.of("waivers", all);
  }
}
