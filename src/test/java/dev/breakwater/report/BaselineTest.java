package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Ruling;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Template;
import dev.breakwater.source.UnreadableSourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BaselineTest {
  private static final Policy POLICY = Rules.restricted();
  private static final String TASK =
      """
      Resources:
        Web:
          Type: AWS::ECS::TaskDefinition
          Properties:
            PidMode: host
            ContainerDefinitions:
              - {Name: app, Image: app, User: !Ref User, Privileged: true}
      """;

  @TempDir Path directory;

  @Test
  void onlyWhatIsNewFails() throws Exception {
    Path file = written(judge(TASK, "a/web.yaml"));
    Assessment same = Baseline.read(file).applied(judge("\n\n" + TASK, "./a/web.yaml"));
    assertThat(same.findings()).isNotEmpty().allMatch(finding -> finding.ruling() == Ruling.KNOWN);
    assertThat(same.outcome()).isEqualTo(Outcome.PASS);

    String worse = TASK.replace("PidMode: host", "PidMode: host\n      IpcMode: host");
    Assessment more = Baseline.read(file).applied(judge(worse, "a/web.yaml"));
    assertThat(more.findings())
        .filteredOn(Finding::counts)
        .singleElement()
        .returns("no-host-ipc", finding -> finding.rule().id());
    assertThat(more.outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void whatWasUnknownAndFailsIsNew() throws Exception {
    Path file = written(judge(TASK, "web.yaml"));
    Assessment fails =
        Baseline.read(file).applied(judge(TASK.replace("!Ref User", "root"), "web.yaml"));
    assertThat(fails.findings())
        .filteredOn(Finding::counts)
        .extracting(finding -> finding.rule().id())
        .contains("non-root-user");
  }

  @Test
  void namesWhatIsFixed() throws Exception {
    Baseline baseline = Baseline.of(judge(TASK, "a/web.yaml"));
    Assessment better = judge(TASK.replace("PidMode: host", "PidMode: task"), "a/web.yaml");
    assertThat(baseline.fixed(POLICY, better, List.of(Path.of("a"))))
        .extracting(BaselineEntry::rule)
        .contains("no-host-processes")
        .doesNotContain("no-privileged-container");
    assertThat(baseline.fixed(POLICY, better, List.of(Path.of("b")))).as("not asked").isEmpty();
    assertThat(baseline.fixed(new Policy(List.of()), better, List.of(Path.of("a")))).isEmpty();
    assertThat(baseline.fixed(POLICY, judge(TASK, "a/web.yaml"), List.of(Path.of("")))).isEmpty();
  }

  @Test
  void aGapIsNeverInIt() throws Exception {
    String macro = "Transform: Ours\n" + TASK;
    Assessment known = Baseline.of(judge(macro, "web.yaml")).applied(judge(macro, "web.yaml"));
    assertThat(known.gaps()).hasSize(1);
    assertThat(known.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void isSortedJsonWithAFindingALine() throws Exception {
    Assessment both =
        Assessment.of(List.of(judge(TASK, "b.yaml"), judge(TASK, "a.yaml"), judge(TASK, "a.yaml")));
    String text = Files.readString(written(both));
    List<String> lines =
        text.lines().filter(line -> line.contains("fingerprint")).map(String::strip).toList();
    Assessment turned = Assessment.of(List.of(judge(TASK, "a.yaml"), judge(TASK, "b.yaml")));
    assertThat(Files.readString(written(turned))).isEqualTo(text);
    assertThat(lines).doesNotHaveDuplicates();
    assertThat(lines).hasSize(judge(TASK, "a.yaml").findings().size() * 2);
    assertThat(lines.get(0))
        .startsWith("{\"file\":\"a.yaml\",\"resource\":\"Web\",\"rule\":\"")
        .contains("\"reason\":\"");
    assertThat(new JsonMapper().readTree(text).path("schema").asText())
        .isEqualTo("breakwater/baseline/1");
    assertThat(Files.readString(written(Assessment.EMPTY))).contains("\"findings\": [");
    assertThat(Baseline.read(written(Assessment.EMPTY)).size()).isZero();
  }

  @Test
  void writesNoControlCharacterOfATemplate() throws Exception {
    String hostile = TASK.replace("Name: app", "Name: \"a\\e[2Jb\\u2028\"");
    assertThat(Files.readString(written(judge(hostile, "a.yaml"))))
        .matches("[ -~\\n]+")
        .contains("a\\u001B[2Jb\\u2028");
  }

  @Test
  void refusesWhatIsNoBaseline() throws Exception {
    refuses(
        "{\n<<<<<<< HEAD\n", ":2:1: not valid JSON; a baseline is what --write-baseline writes");
    refuses("[]", ": a baseline must be an object with the schema breakwater/baseline/1");
    refuses("{\"schema\":\"breakwater/baseline/2\",\"findings\":[]}", ": a baseline must be");
    refuses(
        "{\"schema\":\"breakwater/baseline/1\",\"findings\":[{\"rule\":\"x\"}]}",
        ": a finding of a baseline must have a rule and a fingerprint; number 1 has not");
    refuses("", "a baseline must be an object");
    Path missing = directory.resolve("none.json");
    assertThatExceptionOfType(BaselineException.class)
        .isThrownBy(() -> Baseline.read(missing))
        .withMessage("there is no baseline " + missing + "; --write-baseline writes it");
    assertThatExceptionOfType(BaselineException.class)
        .isThrownBy(() -> Baseline.read(directory))
        .withMessageContaining("cannot be read");
    assertThatExceptionOfType(BaselineException.class)
        .isThrownBy(() -> Baseline.of(Assessment.EMPTY).write(directory.resolve("no/b.json")))
        .withMessageContaining("cannot be written");
  }

  private void refuses(String text, String sentence) throws Exception {
    Path file = Files.writeString(directory.resolve("bad.json"), text);
    assertThatExceptionOfType(BaselineException.class)
        .isThrownBy(() -> Baseline.read(file))
        .withMessageContaining(sentence);
  }

  private Path written(Assessment assessment) throws Exception {
    Path file = directory.resolve("baseline.json");
    Baseline.of(assessment).write(file);
    return file;
  }

  private static Assessment judge(String text, String source) throws UnreadableSourceException {
    return POLICY.judge(Template.parse(text, source));
  }
}
