package dev.breakwater.policy;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.model.Resource;
import dev.breakwater.model.Values;
import dev.breakwater.model.WaiverEntry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The waivers that hold for all that is judged; those that stand in a template come with its {@link
 * Inventory}. See {@link Policy#judge(Inventory, Waivers, LocalDate)}.
 *
 * <p>A waiver counts up to and with its last day. It covers a finding of its rule on a resource
 * that its glob matches by logical id, by its own name (family, service name, cluster name) or by
 * construct path; with a {@code container}, only findings on such containers. What could not be
 * read is covered by a waiver of the rule {@link Waiver#GAP}. What is covered stays in the
 * assessment, as waived.
 */
public final class Waivers {
  private final Set<String> rules;
  private final List<WaiverScope> configured;
  private final List<InvalidWaiver> invalid;

  private Waivers(Set<String> rules, WaiverCheck check) {
    this.rules = rules;
    configured = List.copyOf(new LinkedHashSet<>(check.scopes()));
    invalid = List.copyOf(check.invalid());
  }

  /**
   * Only those that stand in templates.
   *
   * @param rules every rule there is, whether it judges this time or not
   */
  public static Waivers ofTemplates(Collection<Rule> rules) {
    return of(rules, new Values.Listed<>(List.of(), Location.NOWHERE));
  }

  /**
   * Those of {@code breakwater.yaml} too.
   *
   * @param rules every rule there is, whether it judges this time or not
   * @param entries as they were written
   */
  public static Waivers of(Collection<Rule> rules, Values<WaiverEntry> entries) {
    Set<String> ids = rules.stream().map(Rule::id).collect(Collectors.toUnmodifiableSet());
    return new Waivers(
        ids, new WaiverCheck(ids, WaiverPlace.CONFIGURATION, Location.NOWHERE).read(entries));
  }

  /**
   * What is wrong in {@code breakwater.yaml}: wrong usage, to be said before anything is judged.
   */
  public List<InvalidWaiver> invalid() {
    return invalid;
  }

  /**
   * Which waivers of {@code breakwater.yaml} do nothing; those of templates are notices of their
   * own assessments.
   *
   * @param policy what judged: a waiver of a rule that did not judge is not unneeded
   * @param whole all that was judged
   */
  public List<WaiverNotice> notices(Policy policy, Assessment whole, LocalDate today) {
    return notices(configured, policy, whole, today);
  }

  /** The assessment with what the waivers accept. */
  Assessment applied(Policy policy, Inventory inventory, Assessment judged, LocalDate today) {
    List<InvalidWaiver> wrong = new ArrayList<>();
    List<WaiverScope> beside = beside(inventory, wrong);
    List<WaiverScope> live =
        Stream.concat(beside.stream(), configured.stream())
            .filter(scope -> !scope.waiver().hasExpired(today))
            .toList();
    Assessment waived =
        live.isEmpty() ? judged : waived(live, new ResourceNames(inventory), judged);
    Assessment whole =
        new Assessment(
            waived.findings(),
            waived.gaps(),
            waived.waivedGaps(),
            wrong,
            waived.notices(),
            waived.passes());
    return whole.withNotices(notices(beside, policy, whole, today));
  }

  private List<WaiverScope> beside(Inventory inventory, List<InvalidWaiver> wrong) {
    // A template that is nested twice is read twice, and is still one template.
    Set<Waiver> seen = new HashSet<>();
    Set<InvalidWaiver> refused = new LinkedHashSet<>();
    List<WaiverScope> beside = new ArrayList<>();
    for (Resource resource : inventory.resources()) {
      WaiverPlace place =
          resource.location().subject().isEmpty() ? WaiverPlace.TEMPLATE : WaiverPlace.RESOURCE;
      WaiverCheck check =
          new WaiverCheck(rules, place, resource.location()).read(resource.waivers());
      refused.addAll(check.invalid());
      check.scopes().stream().filter(scope -> seen.add(scope.waiver())).forEach(beside::add);
    }
    wrong.addAll(refused);
    return beside;
  }

  private static Assessment waived(List<WaiverScope> live, ResourceNames names, Assessment judged) {
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : judged.findings()) {
      Location at = finding.location().of(finding.subject().resource());
      List<String> called = names.of(at);
      Optional<WaiverScope> scope =
          live.stream().filter(waiver -> waiver.covers(finding, called)).findFirst();
      findings.add(scope.map(waiver -> finding.waived(waiver.waiver())).orElse(finding));
    }
    List<Gap> gaps = new ArrayList<>();
    List<WaivedGap> waivedGaps = new ArrayList<>();
    for (Gap gap : judged.gaps()) {
      live.stream()
          .filter(waiver -> waiver.coversGap(gap.location().source(), names.of(gap.location())))
          .findFirst()
          .ifPresentOrElse(
              scope -> waivedGaps.add(new WaivedGap(gap, scope.waiver())), () -> gaps.add(gap));
    }
    return new Assessment(findings, gaps, waivedGaps, List.of(), judged.notices(), judged.passes());
  }

  private static List<WaiverNotice> notices(
      List<WaiverScope> scopes, Policy policy, Assessment whole, LocalDate today) {
    Set<Waiver> needed =
        Stream.concat(
                whole.findings().stream().flatMap(finding -> finding.waiver().stream()),
                whole.waivedGaps().stream().map(WaivedGap::waiver))
            .collect(Collectors.toSet());
    Set<String> judging = policy.rules().stream().map(Rule::id).collect(Collectors.toSet());
    judging.add(Waiver.GAP);
    List<WaiverNotice> notices = new ArrayList<>();
    for (WaiverScope scope : scopes) {
      Waiver waiver = scope.waiver();
      if (waiver.hasExpired(today)) {
        notices.add(new WaiverNotice(waiver, WaiverNotice.Kind.EXPIRED));
      } else if (judging.contains(waiver.rule()) && !needed.contains(waiver)) {
        notices.add(new WaiverNotice(waiver, WaiverNotice.Kind.UNNEEDED));
      }
    }
    return notices;
  }
}
