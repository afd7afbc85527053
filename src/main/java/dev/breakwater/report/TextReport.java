package dev.breakwater.report;

import dev.breakwater.model.Location;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.InvalidWaiver;
import dev.breakwater.policy.Pass;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.Ruling;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.WaivedGap;
import dev.breakwater.policy.Waiver;
import dev.breakwater.policy.WaiverNotice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For people: what was found, by file, then how to fix it, then the sum. */
public final class TextReport implements Report {
  private final Ink ink;

  /** With the colours of a terminal or without. */
  public TextReport(boolean colours) {
    ink = new Ink(colours);
  }

  @Override
  public void write(Results results, Appendable out) throws IOException {
    Assessment assessment = results.assessment();
    Map<String, List<Finding>> byFile = new LinkedHashMap<>();
    for (Finding finding : assessment.findings()) {
      byFile.computeIfAbsent(finding.location().source(), file -> new ArrayList<>()).add(finding);
    }
    FileSection section = new FileSection(results, ink, out);
    for (Map.Entry<String, List<Finding>> file : byFile.entrySet()) {
      section.write(file.getKey(), file.getValue());
    }
    section("Passed", passes(assessment.passes()), out);
    section(
        "Not judged",
        Stream.concat(
                assessment.gaps().stream().map(gap -> item(gap.location(), gap.reason())),
                assessment.waivedGaps().stream().map(TextReport::waived))
            .toList(),
        out);
    section(
        "Waivers that are none",
        assessment.invalidWaivers().stream()
            .map((InvalidWaiver wrong) -> item(wrong.location(), wrong.reason()))
            .toList(),
        out);
    section(
        "Waivers that do nothing",
        assessment.notices().stream().map(TextReport::said).toList(),
        out);
    section(
        "Skipped rules",
        results.skipped().stream()
            .map(skip -> skip.rule().id() + ": " + Printable.of(skip.reason()))
            .toList(),
        out);
    section("How to fix", remedies(assessment.findings()), out);
    out.append(sum(results)).append('\n');
  }

  private void section(String title, List<String> items, Appendable out) throws IOException {
    if (items.isEmpty()) {
      return;
    }
    out.append(ink.bold(title)).append('\n');
    for (String item : items) {
      out.append("  ").append(item).append('\n');
    }
    out.append('\n');
  }

  /** One line for each subject. */
  private static List<String> passes(List<Pass> passes) {
    Map<String, List<String>> bySubject = new LinkedHashMap<>();
    for (Pass pass : passes) {
      bySubject
          .computeIfAbsent(
              item(pass.location(), pass.subject().toString()), any -> new ArrayList<>())
          .add(pass.rule().id());
    }
    return bySubject.entrySet().stream()
        .map(subject -> subject.getKey() + ": " + String.join(", ", subject.getValue()))
        .toList();
  }

  private static String waived(WaivedGap waived) {
    return item(waived.gap().location(), waived.gap().reason())
        + " (waived until "
        + waived.waiver().until()
        + ": "
        + Printable.of(waived.waiver().reason())
        + ")";
  }

  private static String said(WaiverNotice notice) {
    Waiver waiver = notice.waiver();
    return item(
        waiver.location(),
        switch (notice.kind()) {
          case EXPIRED -> "the waiver of %s expired on %s".formatted(waiver.rule(), waiver.until());
          case UNNEEDED -> "nothing needs the waiver of " + waiver.rule();
        });
  }

  private static String item(Location location, String text) {
    return Printable.of(location + ": " + text);
  }

  /** Once for each rule, the worst first. */
  private List<String> remedies(List<Finding> findings) {
    Set<Rule> rules = new LinkedHashSet<>();
    findings.stream().filter(Finding::counts).forEach(finding -> rules.add(finding.rule()));
    return rules.stream()
        .sorted(Comparator.comparing((Rule rule) -> rule.info().severity()).reversed())
        .map(rule -> ink.bold(rule.id()) + ": " + rule.info().remediation())
        .toList();
  }

  /** One line: what it comes to. */
  private String sum(Results results) {
    Summary summary = Summary.of(results.assessment());
    long below =
        results.assessment().findings().stream()
            .filter(finding -> finding.counts() && !results.decides(finding))
            .count();
    List<String> parts = new ArrayList<>();
    add(parts, summary.count(Ruling.FAIL), "failed" + severities(results.assessment()));
    add(parts, summary.count(Ruling.UNKNOWN), "unknown");
    add(parts, summary.gaps(), "not judged");
    add(parts, results.assessment().invalidWaivers().size(), "waivers that are none");
    add(parts, summary.count(Ruling.WAIVED) + results.assessment().waivedGaps().size(), "waived");
    add(parts, summary.count(Ruling.KNOWN), "known from the baseline");
    add(parts, summary.passes(), "passed");
    add(parts, below, "below --fail-on " + lower(results.failOn()));
    String judged =
        counted(results.sources(), "file")
            + ", "
            + counted(results.policy().rules().size(), "rule");
    String outcome = Summary.word(results.outcome());
    String word =
        switch (results.outcome()) {
          case PASS -> ink.good(outcome);
          case UNKNOWN -> ink.unsure(outcome);
          case FAIL -> ink.bad(outcome);
        };
    return word + ": " + (parts.isEmpty() ? "" : String.join(", ", parts) + "; ") + judged;
  }

  private static String severities(Assessment assessment) {
    Map<Severity, Integer> failed = new TreeMap<>(Comparator.reverseOrder());
    assessment.findings().stream()
        .filter(finding -> finding.ruling() == Ruling.FAIL)
        .forEach(finding -> failed.merge(finding.rule().info().severity(), 1, Integer::sum));
    return failed.entrySet().stream()
        .map(severity -> severity.getValue() + " " + lower(severity.getKey()))
        .collect(Collectors.joining(", ", " (", ")"));
  }

  private static void add(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
