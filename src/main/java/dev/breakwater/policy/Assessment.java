package dev.breakwater.policy;

import dev.breakwater.model.Gap;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a policy found in an inventory.
 *
 * @param findings failures and unknowns, in the order of the source, then of the rules; waived ones
 *     and those of the baseline too
 * @param gaps what could not be read, and so was not judged; without those that are waived
 * @param waivedGaps what could not be read, and is accepted
 * @param invalidWaivers what was written as a waiver and is none: wrong usage
 * @param notices waivers that do nothing
 * @param passes what passed; empty unless it was asked for
 */
public record Assessment(
    List<Finding> findings,
    List<Gap> gaps,
    List<WaivedGap> waivedGaps,
    List<InvalidWaiver> invalidWaivers,
    List<WaiverNotice> notices,
    List<Pass> passes) {
  /** Nothing found. */
  public static final Assessment EMPTY = new Assessment(List.of(), List.of());

  public Assessment {
    findings = List.copyOf(findings);
    gaps = List.copyOf(gaps);
    waivedGaps = List.copyOf(waivedGaps);
    invalidWaivers = List.copyOf(invalidWaivers);
    notices = List.copyOf(notices);
    passes = List.copyOf(passes);
  }

  /** Where no waiver was applied. */
  public Assessment(
      List<Finding> findings, List<Gap> gaps, List<WaiverNotice> notices, List<Pass> passes) {
    this(findings, gaps, List.of(), List.of(), notices, passes);
  }

  /** Without waivers and passes. */
  public Assessment(List<Finding> findings, List<Gap> gaps) {
    this(findings, gaps, List.of(), List.of());
  }

  /** All of them, in their order. */
  public static Assessment of(List<Assessment> parts) {
    return new Assessment(
        parts.stream().flatMap(part -> part.findings.stream()).toList(),
        parts.stream().flatMap(part -> part.gaps.stream()).toList(),
        parts.stream().flatMap(part -> part.waivedGaps.stream()).toList(),
        parts.stream().flatMap(part -> part.invalidWaivers.stream()).toList(),
        parts.stream().flatMap(part -> part.notices.stream()).toList(),
        parts.stream().flatMap(part -> part.passes.stream()).toList());
  }

  /** The same with these findings, which a baseline or the like has marked. */
  public Assessment withFindings(List<Finding> marked) {
    return new Assessment(marked, gaps, waivedGaps, invalidWaivers, notices, passes);
  }

  /** The same, not naming what passed. */
  public Assessment withoutPasses() {
    return new Assessment(findings, gaps, waivedGaps, invalidWaivers, notices, List.of());
  }

  /** The same with more notices. */
  public Assessment withNotices(List<WaiverNotice> more) {
    List<WaiverNotice> all = Stream.concat(notices.stream(), more.stream()).toList();
    return new Assessment(findings, gaps, waivedGaps, invalidWaivers, all, passes);
  }

  /** The worst of what counts; a gap is unknown, and so is a waiver that is none. */
  public Outcome outcome() {
    boolean incomplete = !gaps.isEmpty() || !invalidWaivers.isEmpty();
    return Stream.concat(
            findings.stream().filter(Finding::counts).map(finding -> finding.problem().outcome()),
            incomplete ? Stream.of(Outcome.UNKNOWN) : Stream.empty())
        .max(Outcome::compareTo)
        .orElse(Outcome.PASS);
  }
}
