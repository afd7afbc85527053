package dev.breakwater.report;

import dev.breakwater.model.Location;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a text report says of one file: the worst rules first, the findings of a rule together. */
final class FileSection {
  /** Of many findings of one rule the first show their line; the rest are a line each. */
  private static final int SHOWN_WITH_LINES = 3;

  private static final int LONGEST = 400;

  private final Results results;
  private final Ink ink;
  private final Appendable out;

  private record Group(Rule rule, Outcome outcome) {
    Severity severity() {
      return rule.info().severity();
    }
  }

  FileSection(Results results, Ink ink, Appendable out) {
    this.results = results;
    this.ink = ink;
    this.out = out;
  }

  void write(String file, List<Finding> findings) throws IOException {
    out.append(ink.bold(Printable.of(file.isEmpty() ? "-" : file))).append('\n');
    Map<Group, List<Finding>> groups = new LinkedHashMap<>();
    List<Finding> waived = new ArrayList<>();
    int known = 0;
    for (Finding finding : findings) {
      if (finding.counts()) {
        groups
            .computeIfAbsent(
                new Group(finding.rule(), finding.problem().outcome()), any -> new ArrayList<>())
            .add(finding);
      } else if (finding.waiver().isPresent()) {
        waived.add(finding);
      } else {
        known++;
      }
    }
    List<Group> worstFirst = new ArrayList<>(groups.keySet());
    worstFirst.sort(Comparator.comparing(Group::severity).thenComparing(Group::outcome).reversed());
    for (Group group : worstFirst) {
      write(group, groups.get(group));
    }
    for (Finding finding : waived) {
      write(finding);
    }
    if (known > 0) {
      line(ink.faint("  known     " + known + " in the baseline"));
    }
    out.append('\n');
  }

  private void write(Group group, List<Finding> findings) throws IOException {
    boolean decides = results.decides(findings.get(0));
    String severity = group.severity().name();
    String label = "%-8s".formatted(severity);
    line(
        "  "
            + (decides ? ink.of(group.severity(), label) : ink.faint(label))
            + "  "
            + ink.bold(group.rule().id())
            + (group.outcome() == Outcome.UNKNOWN ? ink.unsure(" unknown") : "")
            + (decides
                ? ""
                : ink.faint(
                    " (below --fail-on "
                        + results.failOn().name().toLowerCase(Locale.ROOT)
                        + ")")));
    for (int i = 0; i < findings.size(); i++) {
      write(findings.get(i), i < SHOWN_WITH_LINES);
    }
  }

  private void write(Finding finding, boolean withLine) throws IOException {
    String path = finding.constructPath();
    line(
        "    "
            + ink.faint("%-7s".formatted(place(finding.location())))
            + " "
            + subject(finding)
            + ": "
            + Printable.of(finding.problem().reason(), LONGEST)
            + (path.isEmpty() ? "" : ink.faint(" (" + Printable.of(path, LONGEST) + ")")));
    if (withLine) {
      Optional<Excerpt> excerpt = results.lines().excerpt(finding.location());
      if (excerpt.isPresent()) {
        write(excerpt.get(), finding.location().line());
      }
    }
  }

  private void write(Excerpt excerpt, int number) throws IOException {
    line(ink.faint("%10d | ".formatted(number)) + excerpt.text());
    line(
        ink.faint(" ".repeat(10) + " | ")
            + " ".repeat(excerpt.column() - 1)
            + ink.bad("^".repeat(excerpt.length())));
  }

  private void write(Finding waived) throws IOException {
    line(
        ink.faint(
            "  waived    %s %s: %s: until %s, %s"
                .formatted(
                    place(waived.location()),
                    subject(waived),
                    waived.rule().id(),
                    waived.waiver().orElseThrow().until(),
                    Printable.of(waived.waiver().orElseThrow().reason(), LONGEST))));
  }

  private static String subject(Finding finding) {
    return Printable.of(finding.subject().toString(), LONGEST);
  }

  private static String place(Location location) {
    return location.line() == 0 ? "" : location.line() + ":" + location.column();
  }

  private void line(String text) throws IOException {
    out.append(text).append('\n');
  }
}
