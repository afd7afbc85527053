package dev.breakwater.report;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Location;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Ruling;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.WaivedGap;
import dev.breakwater.policy.WaiverNotice;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code page.mustache} shows. All text that may come from a template is printable and cut;
 * the template escapes it. Lists end where a browser would no longer open the page, and say so.
 */
record HtmlPage(
    String headline,
    String outcome,
    String sentence,
    String style,
    String styleHash,
    String script,
    String scriptHash,
    List<Note> gaps,
    String gapsLeftOut,
    List<Tile> tiles,
    List<Picture> pictures,
    String picturesLeftOut,
    List<Row> rows,
    String rowsLeftOut,
    List<RuleCard> rules,
    List<Note> notices) {
  private static final int GAPS = 200;
  private static final int ROWS = 20_000;
  private static final int TEXT = 500;

  HtmlPage {
    gaps = List.copyOf(gaps);
    tiles = List.copyOf(tiles);
    pictures = List.copyOf(pictures);
    rows = List.copyOf(rows);
    rules = List.copyOf(rules);
    notices = List.copyOf(notices);
  }

  /** Something to say of a place. */
  record Note(String place, String text) {}

  /** A number of the summary. */
  record Tile(String kind, int number, String label) {}

  /** A finding. */
  record Row(
      String severity,
      int severityKey,
      String verdict,
      int verdictKey,
      String rule,
      String subject,
      String path,
      String reason,
      String waiver,
      String place) {}

  static HtmlPage of(
      Results results, String style, String styleHash, String script, String scriptHash) {
    List<Finding> findings = Order.worstFirst(results.assessment().findings());
    List<Gap> gaps = Words.unread(results.assessment());
    TaskPictures pictures = TaskPictures.of(results);
    return new HtmlPage(
        upper(Words.headline(results)),
        results.outcome() == Outcome.PASS ? "clean" : Words.lower(results.outcome()),
        upper(Words.sentence(results)) + ".",
        style,
        styleHash,
        script,
        scriptHash,
        gaps.stream().limit(GAPS).map(gap -> note(gap.location(), gap.reason())).toList(),
        leftOut(gaps.size() - GAPS, "more part", "could not be read"),
        tiles(Summary.of(results.assessment())),
        pictures.drawn(),
        leftOut(pictures.leftOut(), "task", "not drawn; those drawn are the worst"),
        findings.stream().limit(ROWS).map(HtmlPage::row).toList(),
        leftOut(findings.size() - ROWS, "finding", "left out, none worse than those here"),
        RuleCard.of(findings),
        notices(results));
  }

  boolean hasGaps() {
    return !gaps.isEmpty();
  }

  boolean hasPictures() {
    return !pictures.isEmpty();
  }

  boolean hasRows() {
    return !rows.isEmpty();
  }

  boolean hasRules() {
    return !rules.isEmpty();
  }

  boolean hasNotices() {
    return !notices.isEmpty();
  }

  private static String upper(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String leftOut(int number, String thing, String what) {
    return number <= 0 ? "" : Words.count(number, thing) + " " + what + ".";
  }

  private static Note note(Location at, String text) {
    return new Note(cut(Words.place(at)), cut(text));
  }

  private static List<Tile> tiles(Summary summary) {
    List<Tile> tiles = new ArrayList<>();
    summary
        .failures()
        .forEach((severity, number) -> tiles.add(0, tile(Words.lower(severity), number)));
    tiles.add(tile(Words.lower(Ruling.UNKNOWN), summary.count(Ruling.UNKNOWN)));
    tiles.add(new Tile(summary.gaps() == 0 ? "none" : "unknown", summary.gaps(), "not read"));
    tiles.add(tile(Words.lower(Ruling.WAIVED), summary.waived()));
    tiles.add(tile(Words.lower(Ruling.KNOWN), summary.count(Ruling.KNOWN)));
    return tiles;
  }

  private static Tile tile(String kind, int number) {
    return new Tile(number == 0 ? "none" : kind, number, kind);
  }

  private static Row row(Finding finding) {
    Severity severity = finding.rule().info().severity();
    return new Row(
        Words.lower(severity),
        Severity.values().length - List.of(Severity.values()).indexOf(severity),
        Words.lower(finding.ruling()),
        List.of(Ruling.values()).indexOf(finding.ruling()),
        finding.rule().id(),
        finding.subject().kind() + " " + cut(finding.subject().toString()),
        cut(finding.constructPath()),
        cut(finding.problem().reason()),
        finding
            .waiver()
            .map(waiver -> "waived until %s: %s".formatted(waiver.until(), cut(waiver.reason())))
            .orElse(""),
        cut(Words.place(finding)));
  }

  private static List<Note> notices(Results results) {
    List<Note> notes = new ArrayList<>();
    for (WaivedGap waived : results.assessment().waivedGaps()) {
      notes.add(note(waived.gap().location(), Words.sentence(waived)));
    }
    for (WaiverNotice notice : results.assessment().notices()) {
      notes.add(note(notice.waiver().location(), Words.sentence(notice)));
    }
    for (SkippedRule skipped : results.skipped()) {
      notes.add(new Note("", cut(Words.sentence(skipped))));
    }
    return notes;
  }

  private static String cut(String text) {
    return Printable.of(text, TEXT);
  }
}
