package dev.breakwater.construct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.CdkCommandLine;
import dev.breakwater.CdkCommandLine.Run;
import dev.breakwater.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate under the stock command line: what {@link PolicyGate} says that it holds against. */
@Tag("cdk")
class PolicyGateCommandLineTest {
  @TempDir Path directory;
  private CdkCommandLine commandLine;

  @BeforeEach
  void start() {
    commandLine = new CdkCommandLine(directory);
  }

  @Test
  void aCleanAppPassesWithItsNestedStacksAndStages() throws Exception {
    assertThat(cdkOf("clean", "synth", "Main").passed().out()).contains("Resources:");
  }

  @Test
  void refusesACarelessAppWithOneReadableReport() throws Exception {
    Run run = cdkOf("several", "synth").refused();
    Golden.check(Path.of("src/test/resources/gate-report.txt"), run.err());
  }

  @Test
  void refusesWhatItCannotDecideAndSaysSo() throws Exception {
    assertThat(cdkOf("unresolved", "synth").refused().err())
        .contains("FATAL unknown: Main/Task, container app: ", "cannot be decided from");
  }

  @Test
  void refusesACarelessNestedStack() throws Exception {
    assertThat(cdkOf("nested", "synth").refused().err())
        .contains("Outer/Middle/Innermost/Task, container app: container is privileged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stage", "nested-in-stage"})
  void refusesABareSynthWhenOnlyAStageIsCareless(String gateCase) throws Exception {
    assertThat(cdkOf(gateCase, "synth").refused().err())
        .containsPattern("Prod/(Service|Outer/Inner)/Task, container app: container is privileged");
  }

  @Test
  void refusesACarelessAppAlsoWhereOnlyACleanStackIsSelected() throws Exception {
    assertThat(cdkOf("one-of-two", "synth", "Clean").refused().err())
        .contains("Careless/Task, container app");
  }

  @Test
  void reportsEachFindingOnceThoughItIsCalledForEachEnvironment() throws Exception {
    Run run = cdkOf("environments", "synth").refused();
    assertThat(run.err()).containsOnlyOnce("Dublin/Task, container app: ");
    assertThat(run.err()).containsOnlyOnce("Frankfurt/Task, container app: ");
    assertThat(run.times("no-privileged-container")).isEqualTo(2);
  }

  @Test
  void isNotSilencedByAnAcknowledgement() throws Exception {
    cdkOf("acknowledged", "synth").refused();
  }

  @Test
  void letsPassWhatAWaiverAcceptsAndShowsIt() throws Exception {
    Run run = cdkOf("waived", "synth");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("INFO waived until 2999-01-31: Main/Task, container app: container is privileged")
        .contains("None needed: an agent of the host");
  }

  @Test
  void refusesWhatAWaiverAcceptedUntilItsLastDayAndNamesIt() throws Exception {
    assertThat(cdkOf("waived-until-yesterday", "synth").refused().err())
        .contains("FATAL Main/Task, container app: container is privileged")
        .contains("the waiver of no-privileged-container counted until 2020-01-31");
  }

  @Test
  void isNotDisturbedByLaterPluginsThatThrowOrAreContent() throws Exception {
    cdkOf("later-plugins", "synth").refused();
  }

  @Test
  void staysClosedWhenItBreaksAndKeepsTheSecretsOfWhatBrokeIt() throws Exception {
    assertThat(cdkOf("broken", "synth").refused().err())
        .contains("the gate broke, so nothing was judged: java.lang.IllegalStateException at ")
        .doesNotContain("hunter2");
  }

  @Test
  void refusesAnAssemblyThatWasSynthesizedBefore() throws Exception {
    cdkOf("careless", "synth").refused();
    commandLine.cdk("synth", "--app", "cdk.out").refused();
  }

  @Test
  void listsTheStacksOfACarelessApp() throws Exception {
    assertThat(cdkOf("careless", "ls").passed().out()).contains("Main");
  }

  @Test
  void reportsAlsoWhereTheUserTellsTheCommandLineToIgnoreErrors() throws Exception {
    Run run = cdkOf("careless", "synth", "--ignore-errors");
    assertThat(run.exitCode()).isZero();
    assertThat(run.times("no-privileged-container")).isEqualTo(1);
  }

  @Test
  void refusesUnderPlainJavaAndPassesThereToo() throws Exception {
    Run refused = commandLine.java(GateCases.class, "careless").refused();
    assertThat(refused.times("no-privileged-container")).isEqualTo(1);
    commandLine.java(GateCases.class, "clean").passed();
  }

  private Run cdkOf(String gateCase, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--app", CdkCommandLine.app(GateCases.class, gateCase)));
    return commandLine.cdk(all.toArray(String[]::new));
  }
}
