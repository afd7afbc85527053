package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Golden;
import dev.breakwater.model.Gap;
import dev.breakwater.model.Location;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.WaiverNotice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReportTest {
  private static final int MOST = 65_536;

  @ParameterizedTest
  @ValueSource(strings = {"careless", "unresolved", "everything"})
  void isAPageThatGitHubShows(String name) throws IOException {
    String report = Sample.written(Format.MARKDOWN, Sample.golden().get(name));
    Golden.check(Path.of("src/test/resources/golden/report", name + ".md"), report);
  }

  @Test
  void showsTheWorstFirst() throws IOException {
    List<String> severities =
        rendered(Sample.written(Format.MARKDOWN, Sample.everything()))
            .select("tbody tr td:first-child")
            .eachText();
    assertThat(severities)
        .containsExactly("critical", "critical", "high", "high", "high", "high", "unknown (high)");
  }

  @Test
  void isNeverLongerThanACommentMayBeAndSaysWhatItLeftOut() throws IOException {
    Results results = Sample.everything();
    List<Finding> many =
        results.assessment().findings().stream()
            .flatMap(finding -> Collections.nCopies(3_000, finding).stream())
            .toList();
    List<Gap> gaps =
        Collections.nCopies(
            3_000, new Gap(new Location("`".repeat(5_000), "", 1, 1), "|".repeat(5_000)));
    List<WaiverNotice> notices =
        Stream.generate(results.assessment().notices()::stream)
            .limit(100)
            .flatMap(all -> all)
            .toList();
    String report =
        Sample.written(
            Format.MARKDOWN,
            Sample.with(results, all -> new Assessment(many, gaps, notices, List.of())));
    assertThat(report.length()).isBetween(MOST - 5_000, MOST);
    assertThat(report)
        .contains("and 2980 more that could not be read")
        .contains("and 180 more waivers that do nothing")
        .containsPattern("\\*\\*Left out: \\d+ findings\\*\\*, none worse");
    Document page = rendered(report);
    int shown = page.select("tbody tr").size();
    long counting = many.stream().filter(Finding::counts).count();
    assertThat(report).contains("Left out: " + (counting - shown) + " findings");
  }

  @Test
  void saysInOneSentenceThatAllPassed() throws IOException {
    assertThat(
            Sample.written(
                Format.MARKDOWN,
                Sample.with(Sample.careless(), all -> new Assessment(List.of(), List.of()))))
        .isEqualTo("## Breakwater: passed\n\nNothing to report in 1 file.\n");
  }

  /** The page as GitHub makes it: tables, and links from bare addresses. */
  static Document rendered(String markdown) {
    List<org.commonmark.Extension> extensions =
        List.of(TablesExtension.create(), AutolinkExtension.create());
    return Jsoup.parse(
        HtmlRenderer.builder()
            .extensions(extensions)
            .build()
            .render(Parser.builder().extensions(extensions).build().parse(markdown)));
  }

  /** What stands there as text, where a mention or an address would work. */
  static String outsideOfCode(Document page) {
    Document copy = page.clone();
    copy.select("code").forEach(Element::remove);
    return copy.text();
  }
}
