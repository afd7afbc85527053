package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Golden;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Read back by the reader that makes Surefire's own reports. */
class JunitReportTest {
  @ParameterizedTest
  @ValueSource(strings = {"careless", "unresolved", "everything"})
  void saysAllInTheShapeThatSurefireReads(String name) throws Exception {
    String report = Sample.written(Format.JUNIT, Sample.golden().get(name));
    assertThat(read(report)).isNotEmpty();
    Golden.check(Path.of("src/test/resources/golden/report", name + ".junit.xml"), report);
  }

  @ParameterizedTest
  @MethodSource("dev.breakwater.report.Sample#ofTheRules")
  void countsWhatItHolds(Results results) throws Exception {
    for (ReportTestSuite suite : read(Sample.written(Format.JUNIT, results))) {
      List<ReportTestCase> cases = suite.getTestCases();
      assertThat(suite.getNumberOfTests()).isEqualTo(cases.size());
      assertThat(suite.getNumberOfFailures())
          .isEqualTo((int) cases.stream().filter(ReportTestCase::hasFailure).count());
      assertThat(suite.getNumberOfErrors())
          .isEqualTo((int) cases.stream().filter(ReportTestCase::hasError).count());
    }
  }

  @Test
  void hasASuiteForEachFileAndACaseForEachSubjectAndRule() throws Exception {
    List<ReportTestSuite> suites = read(Sample.written(Format.JUNIT, Sample.everything()));
    assertThat(suites).hasSize(2);
    ReportTestSuite careless = suite(suites, "careless.yaml");
    ReportTestCase privileged = one(careless, "Shop/app", "no-privileged-container");
    assertThat(privileged.hasFailure()).isTrue();
    assertThat(privileged.getFailureMessage()).isEqualTo("container is privileged");
    assertThat(one(careless, "Shop/proxy", "no-privileged-container").isSuccessful()).isTrue();
    ReportTestCase waived = one(careless, "Shop", "no-host-processes");
    assertThat(waived.hasSkipped()).isTrue();
    assertThat(waived.getFailureMessage())
        .isEqualTo("waived until 2027-01-31, its host runs nothing else: pidMode is host");
    assertThat(one(careless, "Shop/proxy", "pinned-image").hasSkipped()).isTrue();
    ReportTestSuite unresolved = suite(suites, "unresolved.yaml");
    assertThat(one(unresolved, "Shop/app", "non-root-user").hasError()).isTrue();
    assertThat(one(unresolved, "Serverless", "read").hasError()).isTrue();
  }

  private static ReportTestSuite suite(List<ReportTestSuite> suites, String name) {
    return suites.stream()
        .filter(suite -> suite.getFullClassName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ReportTestCase one(ReportTestSuite suite, String subject, String rule) {
    List<ReportTestCase> found =
        suite.getTestCases().stream()
            .filter(one -> one.getName().equals(rule + " " + subject))
            .toList();
    assertThat(found).as(subject + " " + rule).hasSize(1);
    return found.get(0);
  }

  static List<ReportTestSuite> read(String report) throws Exception {
    return new TestSuiteXmlParser(new NullConsoleLogger())
        .parse(
            new InputStreamReader(
                new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8));
  }
}
