package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Golden;
import dev.breakwater.model.Inventory;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.rule.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {
  @ParameterizedTest
  @ValueSource(strings = {"careless", "unresolved", "everything"})
  void showsGapsNumbersPicturesAndFindings(String name) throws IOException {
    String report = Sample.written(Format.HTML, Sample.golden().get(name));
    // The fixes of the rules have golden files of their own.
    int from = report.indexOf("<header>");
    int to = report.indexOf("<section aria-labelledby=\"rules\">");
    Golden.check(
        Path.of("src/test/resources/golden/report", name + ".html"), report.substring(from, to));
  }

  @Test
  void loadsNothingAndSaysSoToTheBrowser() throws Exception {
    Document page = page(Sample.everything());
    assertThat(page.select("[src], link, iframe, object, embed, img, base, form")).isEmpty();
    assertThat(page.select("[style]")).isEmpty();
    String style = page.selectFirst("style").data();
    assertThat(style).doesNotContain("@import", "url(", "</");
    String policy = page.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertThat(policy)
        .startsWith("default-src 'none'; ")
        .contains("style-src 'sha256-" + hash(style) + "'")
        .contains("script-src 'sha256-" + hash(page.selectFirst("script").data()) + "'")
        .doesNotContain("unsafe");
    for (Element link : page.select("a[href]")) {
      assertThat(link.attr("href"))
          .matches("#[\\w-]+|https://(docs\\.aws\\.amazon|www\\.cisecurity)\\S+");
    }
    for (Element link : page.select("a[href^=#]")) {
      assertThat(page.getElementById(link.attr("href").substring(1)))
          .as(link.attr("href"))
          .isNotNull();
    }
  }

  @Test
  void putsGapsBeforeAllElse() throws IOException {
    Element first = page(Sample.unresolved()).selectFirst("main > section");
    assertThat(first.selectFirst("h2").text()).isEqualTo("Not read, so not judged");
    assertThat(page(Sample.careless()).selectFirst("main > section h2").text())
        .isEqualTo("Summary");
  }

  @Test
  void drawsWhoReachesWhomAndWhatIsLocked() throws IOException {
    Document page = page(Sample.everything());
    assertThat(page.select("svg[role=img]")).hasSize(2);
    String words = page.selectFirst("svg[role=img] desc").text();
    assertThat(words)
        .contains("Network mode bridge on ec2.")
        .contains("proxy is reached at 80 \u2192 8080.")
        .contains("proxy reaches app.")
        .contains("Volume cache is mounted by proxy, app (read-only).")
        .contains("It reaches of the host: its processes, /var/run/docker.sock.")
        .contains("The task, broken, but accepted: host namespaces.")
        .contains("app, broken: user, read-only root, not privileged, secrets.")
        .contains("proxy, kept: user, read-only root, not privileged, secrets.");
    assertThat(page.select("svg[role=img]").get(0).text()).contains("The Internet");
    assertThat(page.select("svg[role=img]").get(1).selectFirst("desc").text())
        .contains("app, unknown: user.");
  }

  @Test
  void saysThatContainersCouldNotBeRead() throws IOException {
    String template =
        """
        Parameters: {Containers: {Type: CommaDelimitedList}}
        Resources:
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties: {ContainerDefinitions: !Ref Containers}
        """;
    Results unread = Sample.judged(template, "web.yaml", Rules.restricted());

    assertThat(Sample.written(Format.HTML, unread)).contains("its containers could not be read");
    assertThat(Sample.written(Format.HTML, Sample.careless()))
        .doesNotContain("its containers could not be read");
  }

  @Test
  void everyPromiseIsKeptByRulesThatExist() {
    List<String> rules = Rules.ALL.stream().map(rule -> rule.id()).toList();
    assertThat(
            Stream.of(Promise.OF_CONTAINERS, Promise.OF_TASKS)
                .flatMap(List::stream)
                .flatMap(promise -> promise.rules().stream()))
        .isSubsetOf(rules)
        .doesNotHaveDuplicates();
  }

  @Test
  void canBeReadByThoseWhoDoNotSeeIt() throws IOException {
    Document page = page(Sample.everything());
    assertThat(page.selectFirst("html").attr("lang")).isEqualTo("en");
    assertThat(page.select("th")).allMatch(head -> head.attr("scope").equals("col"));
    assertThat(page.select("input, select"))
        .allMatch(field -> field.parent().normalName().equals("label"));
    for (Element picture : page.select("svg[role=img]")) {
      for (String id : picture.attr("aria-labelledby").split(" ", -1)) {
        assertThat(page.getElementById(id).text()).isNotBlank();
      }
    }
    assertThat(page.select("svg:not([role=img])"))
        .allMatch(icon -> icon.attr("aria-hidden").equals("true"));
    assertThat(page.select("main h2").size()).isGreaterThan(4);
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void hasColoursOfEnoughContrastInLightAndDark() throws IOException {
    String style = Files.readString(Path.of("src/main/resources/dev/breakwater/report/page.css"));
    String dark = style.substring(style.indexOf("@media (prefers-color-scheme: dark)"));
    for (Map<String, String> theme :
        List.of(
            colours(style.substring(0, style.indexOf("@media"))),
            colours(dark.substring(0, dark.indexOf("*,"))))) {
      for (String word : List.of("critical", "high", "medium", "low", "unknown", "accepted")) {
        contrast(theme, word, word + "-soft");
        contrast(theme, word, "panel");
      }
      for (String word : List.of("text", "quiet", "link", "good")) {
        contrast(theme, word, "panel");
        contrast(theme, word, "ground");
      }
      contrast(theme, "text", "good-soft");
      contrast(theme, "text", "medium-soft");
      contrast(theme, "text", "high-soft");
      contrast(theme, "quiet", "accepted-soft");
      contrast(theme, "on-head", "head");
    }
  }

  @Test
  void opensWithTenThousandFindingsAndSaysWhatItDidNotDraw() throws IOException {
    Results all = Sample.everything();
    List<Finding> many = new ArrayList<>();
    Inventory.Builder tasks = new Inventory.Builder();
    for (int i = 0; i < 1_000; i++) {
      many.addAll(all.assessment().findings());
      tasks.taskDefinitions.addAll(all.inventory().taskDefinitions());
    }
    Results results =
        new Results(
            new Assessment(many, List.of()), tasks.build(), 1_000, all.policy(), Lines.NONE);
    Document page = page(results);
    assertThat(page.select("tbody tr")).hasSize(many.size()).hasSizeGreaterThan(10_000);
    assertThat(page.select("svg[role=img]")).hasSize(60);
    assertThat(page.text()).contains("1940 tasks not drawn; those drawn are the worst.");
    assertThat(page.selectFirst("tbody tr").attr("data-severity")).isEqualTo("critical");
  }

  static Document page(Results results) throws IOException {
    return Jsoup.parse(Sample.written(Format.HTML, results));
  }

  private static Map<String, String> colours(String css) {
    Map<String, String> colours = new HashMap<>();
    Matcher colour = Pattern.compile("--([\\w-]+): (#[0-9a-f]{6});").matcher(css);
    while (colour.find()) {
      colours.put(colour.group(1), colour.group(2));
    }
    return colours;
  }

  /** WCAG 2.2, 1.4.3: at least 4.5 to 1. */
  private static void contrast(Map<String, String> theme, String front, String back) {
    double one = luminance(theme.get(front));
    double other = luminance(theme.get(back));
    assertThat((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05))
        .as(front + " on " + back)
        .isGreaterThanOrEqualTo(4.5);
  }

  private static double luminance(String colour) {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    return 0.2126 * linear(rgb >> 16)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int part) {
    double value = part / 255.0;
    return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static String hash(String text) throws Exception {
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
