package dev.breakwater.report;

import dev.breakwater.model.Gap;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.Ruling;
import dev.breakwater.policy.WaivedGap;
import dev.breakwater.policy.Waiver;
import dev.breakwater.policy.WaiverNotice;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * For a comment on a pull request, which GitHub and GitLab show: what could not be read, the
 * findings with the worst first, and how to fix them. GitHub refuses a comment of more than 65,536
 * characters ("Body is too long (maximum is 65536 characters)"), so this is never longer, and says
 * what it left out.
 *
 * <p>Whatever may come from a template stands in a code span, where neither HTML, links, mentions
 * nor emphasis mean anything; a backtick, which would end the span, and a pipe, which would end the
 * cell, stand there as their numbers, because renderers do not agree on how to escape them.
 */
final class MarkdownReport implements Report {
  private static final int MOST = 65_536;

  /** The heads of the tables, the sentence on what was left out, and the fix of one more rule. */
  private static final int RESERVE = 2_000;

  private static final int LIST = 20;
  private static final int NAME = 300;

  @Override
  public void write(Results results, Appendable out) throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("## Breakwater: ").append(Words.headline(results)).append("\n\n");
    page.append(sentence(results)).append(".\n");
    list(
        page,
        "Not read, so not judged",
        Words.unread(results.assessment()),
        MarkdownReport::line,
        "more that could not be read");
    StringBuilder tail = new StringBuilder();
    list(
        tail,
        "Waivers that do nothing",
        results.assessment().notices(),
        MarkdownReport::line,
        "more waivers that do nothing");
    List<Finding> waived =
        results.assessment().findings().stream()
            .filter(finding -> finding.ruling() == Ruling.WAIVED)
            .toList();
    list(
        tail,
        "Not read, but waived",
        results.assessment().waivedGaps(),
        MarkdownReport::line,
        "more that could not be read and are waived");
    list(
        tail,
        "Rules that were not asked",
        results.skipped(),
        skipped -> code(Words.sentence(skipped)),
        "more rules that were not asked");
    list(tail, "Waived", waived, MarkdownReport::waived, "more that are waived");
    findings(
        page,
        Order.counting(results.assessment().findings()),
        MOST - page.length() - tail.length() - RESERVE);
    out.append(page).append(tail);
  }

  private static String sentence(Results results) {
    String sentence = Words.sentence(results);
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static void findings(StringBuilder page, List<Finding> findings, int room) {
    if (findings.isEmpty()) {
      return;
    }
    page.append("\n| severity | rule | subject | found | place |\n|---|---|---|---|---|\n");
    Set<Rule> rules = new LinkedHashSet<>();
    int left = room;
    int shown = 0;
    for (Finding finding : findings) {
      String row = row(finding);
      left -= row.length() + (rules.add(finding.rule()) ? fix(finding.rule()).length() : 0);
      if (left < 0) {
        break;
      }
      page.append(row);
      shown++;
    }
    if (shown < findings.size()) {
      page.append("\n**Left out: ")
          .append(Words.count(findings.size() - shown, "finding"))
          .append("**, none worse than those above; the other reports have them all.\n");
    }
    page.append("\n<details><summary>How to fix</summary>\n\n");
    rules.forEach(rule -> page.append(fix(rule)));
    page.append("\n</details>\n");
  }

  private static String row(Finding finding) {
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            finding.ruling() == Ruling.UNKNOWN
                ? "unknown (" + Words.lower(finding.rule().info().severity()) + ")"
                : Words.lower(finding.rule().info().severity()),
            finding.rule().id(),
            code(finding.subject().toString()),
            code(finding.problem().reason()),
            code(Words.place(finding)));
  }

  private static String fix(Rule rule) {
    return "- **%s**: %s\n".formatted(rule.id(), rule.info().remediation());
  }

  private static <T> void list(
      StringBuilder page, String title, List<T> all, Function<T, String> line, String more) {
    if (all.isEmpty()) {
      return;
    }
    page.append("\n### ").append(title).append("\n\n");
    all.stream().limit(LIST).forEach(one -> page.append("- ").append(line.apply(one)).append('\n'));
    if (all.size() > LIST) {
      page.append("- and %d %s\n".formatted(all.size() - LIST, more));
    }
  }

  private static String line(Gap gap) {
    return code(Words.place(gap.location())) + ": " + code(gap.reason());
  }

  private static String line(WaivedGap waived) {
    return code(Words.place(waived.gap().location())) + ": " + code(Words.sentence(waived));
  }

  private static String line(WaiverNotice notice) {
    return code(Words.place(notice.waiver().location())) + ": " + code(Words.sentence(notice));
  }

  private static String waived(Finding finding) {
    Waiver waiver = finding.waiver().orElseThrow();
    return "%s of %s until %s: %s"
        .formatted(
            finding.rule().id(),
            code(finding.subject().toString()),
            waiver.until(),
            code(waiver.reason()));
  }

  private static String code(String text) {
    String shown = Printable.of(text).replace("`", "\\u0060").replace("|", "\\u007c").strip();
    return "`" + (shown.isEmpty() ? "(none)" : Printable.of(shown, NAME)) + "`";
  }
}
