package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Golden;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GithubReportTest {
  @ParameterizedTest
  @ValueSource(strings = {"careless", "unresolved", "everything"})
  void annotatesTheFilesTheWorstFirst(String name) throws IOException {
    String report = Sample.written(Format.GITHUB, Sample.golden().get(name));
    assertThat(report.lines()).allMatch(line -> WorkflowCommand.parse(line).isPresent());
    Golden.check(Path.of("src/test/resources/golden/report", name + ".github.txt"), report);
  }

  @Test
  void saysFirstHowManyGitHubDoesNotShow() throws IOException {
    Results results = Sample.careless();
    List<Finding> many =
        results.assessment().findings().stream()
            .filter(finding -> finding.rule().id().equals("non-root-user"))
            .flatMap(finding -> Collections.nCopies(34, finding).stream())
            .toList();
    String report =
        Sample.written(Format.GITHUB, Sample.with(results, all -> new Assessment(many, List.of())));
    assertThat(report.lines().findFirst().orElseThrow())
        .isEqualTo(
            "::notice title=Breakwater::34 failures (34 high) in 1 file. GitHub shows 10"
                + " annotations of each type of a step; only in this log: 24 errors");
  }

  @Test
  void escapesAsTheRunnerUnescapes() throws IOException {
    String name = "50%,a:b\n::error::c%0A.yaml";
    String report =
        Sample.written(
            Format.GITHUB,
            Sample.judged(
                "Resources: {'%0A::error::x': {Type: AWS::Serverless::Application}}",
                name, Sample.few()));
    assertThat(report.lines()).hasSize(2);
    WorkflowCommand gap = WorkflowCommand.parse(report.lines().toList().get(1)).orElseThrow();
    assertThat(gap.properties()).containsEntry("file", "50%,a:b\\u000a::error::c%0A.yaml");
    assertThat(gap.data()).contains("%0A::error::x");
  }
}
