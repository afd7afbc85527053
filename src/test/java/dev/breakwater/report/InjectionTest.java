package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Pass;
import dev.breakwater.policy.Problem;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Subject;
import dev.breakwater.policy.Waiver;
import dev.breakwater.policy.WaiverNotice;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Template;
import dev.breakwater.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile names in every place where a template, a path or a waiver can put one. */
class InjectionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** All that steers: controls but the line feed, marks of direction, ends of lines, half pairs. */
  private static final Pattern STEERS =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Cn}&&[^\\n]]");

  static Stream<String> hostile() {
    return Stream.of(
        "<script>document.title='pwned'</script>",
        "<img src=x onerror=\"document.title='pwned'\">",
        "\"><svg onload=document.title='pwned'>",
        "' onfocus='document.title=1' autofocus='",
        "\"]]></failure><testcase name=\"x\"/>",
        "--><!-- &lt;b&gt; &amp;",
        "%0A::error::pwned",
        "\n::error file=x::pwned\r\n::set-output name=x::y",
        "##[error]pwned",
        "\u001b]0;pwned\u0007\u001b[2J\u009b31m",
        "a|b|c \\| d",
        "` `` ``` x `",
        "~~~\n# pwned\n***",
        "@everyone @octocat #1 https://evil.example www.evil.example a@evil.example",
        "[pwned](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example>",
        "{{text}} {{{script}}} ${User} {0}",
        "a\u202egnp.exe\u2066\u200b\u2028\ufeff\u00ad",
        "\u0000\ufffe\uffff\ud800 \udc00",
        "javascript:alert(1)",
        "../../etc/passwd?a#b:c %41",
        " ",
        "x".repeat(10_000),
        "<&\"'`|@".repeat(1_500));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void jsonCarriesTheVeryNameInAscii(String name) throws IOException {
    String report = Sample.written(Format.JSON, results(name));
    JsonSchemas.checkAssessment(report);
    assertThat(report).matches("[\\x20-\\x7e\\n]*");
    assertThat(JSON.readTree(report).at("/findings/0/subject/name").textValue()).isEqualTo(name);
    assertThat(JSON.readTree(report).at("/gaps/0/reason").textValue()).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void sarifStaysSarifAndHasNoLinks(String name) throws IOException {
    String report = Sample.written(Format.SARIF, results(name));
    JsonSchemas.checkSarif(report);
    assertThat(report).matches("[\\x20-\\x7e\\n]*");
    for (var result : JSON.readTree(report).at("/runs/0/results")) {
      assertThat(result.at("/message/text").textValue())
          .doesNotContain("](")
          .doesNotContainPattern("(?<!\\{)\\{(\\{\\{)*(?!\\{)");
      assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").textValue())
          .matches("(file:///)?[\\w.~*%/-]*");
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void junitStaysOneCaseForEachSubjectAndRule(String name) throws Exception {
    Results results = results(name);
    String report = Sample.written(Format.JUNIT, results);
    long cases =
        JunitReportTest.read(report).stream().mapToLong(suite -> suite.getTestCases().size()).sum();
    String good = Sample.written(Format.JUNIT, results("good"));
    assertThat(cases)
        .isEqualTo(
            JunitReportTest.read(good).stream()
                .mapToLong(suite -> suite.getTestCases().size())
                .sum());
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void githubSeesOnlyOurCommands(String name) throws IOException {
    Results results = results(name);
    List<String> lines = Sample.written(Format.GITHUB, results).lines().toList();
    assertThat(lines)
        .hasSize(Sample.written(Format.GITHUB, results("good")).lines().toList().size());
    assertThat(lines).allMatch(line -> WorkflowCommand.parse(line).isPresent());
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(WorkflowCommand.parse(line).orElseThrow().properties().keySet())
                    .isSubsetOf("file", "line", "col", "title"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void markdownShowsNamesAsCodeAndNothingElse(String name) throws IOException {
    String report = Sample.written(Format.MARKDOWN, results(name));
    assertThat(report.length()).isLessThanOrEqualTo(65_536);
    Document page = MarkdownReportTest.rendered(report);
    Document good = MarkdownReportTest.rendered(Sample.written(Format.MARKDOWN, results("good")));
    assertThat(page.select("a, img, script, svg, h1, hr, pre, b")).isEmpty();
    assertThat(tags(page)).isEqualTo(tags(good));
    assertThat(MarkdownReportTest.outsideOfCode(page))
        .as("names stand in code spans only")
        .isEqualTo(MarkdownReportTest.outsideOfCode(good));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void htmlShowsNamesAsTextAndNothingElse(String name) throws IOException {
    Results results = results(name);
    Document page = HtmlReportTest.page(results);
    Document good = HtmlReportTest.page(results("good"));
    assertThat(tags(page)).isEqualTo(tags(good));
    for (Element element : page.getAllElements()) {
      assertThat(element.attributes())
          .noneMatch(
              attribute ->
                  attribute.getKey().startsWith("on") || attribute.getKey().equals("autofocus"));
    }
    assertThat(page.select("a[href]").eachAttr("href"))
        .isEqualTo(good.select("a[href]").eachAttr("href"));
    if (name.length() < 100 && !STEERS.matcher(name).find() && !name.contains("\n")) {
      assertThat(page.selectFirst("tbody tr").child(3).wholeText()).contains(name + "/" + name);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Format.class, mode = EnumSource.Mode.EXCLUDE, names = "TEXT")
  void noReportHoldsWhatSteersATerminal(Format format) throws IOException {
    for (String name : hostile().toList()) {
      assertThat(Sample.written(format, results(name)))
          .as(Printable.of(name, 40))
          .doesNotContainPattern(STEERS);
    }
  }

  @Test
  void theTemplateOfThePageWritesNothingUnescapedButItsStyleAndScript() throws IOException {
    String template =
        Files.readString(Path.of("src/main/resources/dev/breakwater/report/page.mustache"));
    assertThat(
            Pattern.compile("\\{\\{(\\{|&)\\w+")
                .matcher(template)
                .results()
                .map(MatchResult::group))
        .containsExactly("{{{style", "{{{script");
  }

  private static Set<String> tags(Document page) {
    return page.getAllElements().stream().map(Element::normalName).collect(Collectors.toSet());
  }

  /** This name as everything that has a name, a reason or a place. */
  static Results results(String name) throws IOException {
    Location at = new Location(name, name, 3, 7);
    Subject subject = new Subject(Subject.Kind.CONTAINER, name, name);
    Waiver waiver = new Waiver(name, name, name, name, name, LocalDate.of(2027, 1, 31), at);
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : Sample.careless().assessment().findings()) {
      Problem problem = new Problem(finding.problem().outcome(), name, at);
      for (Optional<Waiver> accepted : List.of(Optional.<Waiver>empty(), Optional.of(waiver))) {
        findings.add(
            new Finding(finding.rule(), subject, name, problem, findings.size(), accepted, false));
      }
    }
    List<WaiverNotice> notices =
        Stream.of(WaiverNotice.Kind.values())
            .map(kind -> new WaiverNotice(waiver(name), kind))
            .toList();
    return new Results(
        new Assessment(
            findings,
            List.of(new Gap(at, name)),
            notices,
            List.of(new Pass(Rules.ALL.get(0), subject, at))),
        inventory(name),
        1,
        Sample.few(),
        location -> Optional.of(new Excerpt(name, 1, 1)),
        Severity.LOW,
        List.of(new SkippedRule(Rules.ALL.get(0), name)));
  }

  /** The schema of the JSON report asks for the id of a rule, which waivers are read with. */
  private static Waiver waiver(String name) {
    return new Waiver(
        "no-host-ipc",
        name,
        name,
        name,
        name,
        LocalDate.of(2027, 1, 31),
        new Location(name, name, 1, 1));
  }

  private static Inventory inventory(String name) throws IOException {
    String quoted = JSON.writeValueAsString(name);
    String template =
        """
        {"Resources": {"Web": {"Type": "AWS::ECS::TaskDefinition", "Properties": {
          "Family": NAME, "NetworkMode": NAME, "PidMode": NAME,
          "Volumes": [{"Name": NAME, "Host": {"SourcePath": NAME}}],
          "ContainerDefinitions": [
            {"Name": NAME, "Image": NAME, "User": NAME, "Links": ["app", NAME],
             "PortMappings": [{"ContainerPort": NAME, "HostPort": NAME}],
             "MountPoints": [{"SourceVolume": NAME, "ContainerPath": NAME}]},
            {"Name": "app", "Image": {"Ref": NAME}, "Links": [NAME]}]}},
         "Service": {"Type": "AWS::ECS::Service", "Properties": {"ServiceName": NAME,
           "TaskDefinition": NAME, "NetworkConfiguration": {"AwsvpcConfiguration":
             {"AssignPublicIp": "ENABLED"}}}}}}
        """
            .replace("NAME", quoted);
    try {
      return Template.parse(template, "hostile.json");
    } catch (UnreadableSourceException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
