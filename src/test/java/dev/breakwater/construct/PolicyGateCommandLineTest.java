package dev.breakwater.construct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Golden;
import dev.breakwater.construct.CdkCommandLine.Run;
import java.nio.file.Path;
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
    assertThat(commandLine.cdkOf("clean", "synth", "Main").passed().out()).contains("Resources:");
  }

  @Test
  void refusesACarelessAppWithOneReadableReport() throws Exception {
    Run run = commandLine.cdkOf("careless", "synth").refused();
    Golden.check(Path.of("src/test/resources/gate-report.txt"), run.err());
  }

  @Test
  void refusesWhatItCannotDecideAndSaysSo() throws Exception {
    assertThat(commandLine.cdkOf("unresolved", "synth").refused().err())
        .contains("FATAL unknown: Main/Task, container app: ", "only the deployment resolves");
  }

  @Test
  void refusesACarelessNestedStack() throws Exception {
    assertThat(commandLine.cdkOf("nested", "synth").refused().err())
        .contains("Outer/Middle/Innermost/Task, container app: container is privileged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stage", "nested-in-stage"})
  void refusesABareSynthWhenOnlyAStageIsCareless(String gateCase) throws Exception {
    assertThat(commandLine.cdkOf(gateCase, "synth").refused().err())
        .containsPattern("Prod/(Service|Outer/Inner)/Task, container app: container is privileged");
  }

  @Test
  void refusesACarelessAppAlsoWhereOnlyACleanStackIsSelected() throws Exception {
    assertThat(commandLine.cdkOf("one-of-two", "synth", "Clean").refused().err())
        .contains("Careless/Task, container app");
  }

  @Test
  void reportsEachFindingOnceThoughItIsCalledForEachEnvironment() throws Exception {
    Run run = commandLine.cdkOf("environments", "synth").refused();
    assertThat(run.err()).containsOnlyOnce("Dublin/Task, container app: ");
    assertThat(run.err()).containsOnlyOnce("Frankfurt/Task, container app: ");
    assertThat(run.times("no-privileged-container")).isEqualTo(2);
  }

  @Test
  void isNotSilencedByAnAcknowledgement() throws Exception {
    commandLine.cdkOf("acknowledged", "synth").refused();
  }

  @Test
  void isNotDisturbedByLaterPluginsThatThrowOrAreContent() throws Exception {
    commandLine.cdkOf("later-plugins", "synth").refused();
  }

  @Test
  void staysClosedWhenItBreaksAndKeepsTheSecretsOfWhatBrokeIt() throws Exception {
    assertThat(commandLine.cdkOf("broken", "synth").refused().err())
        .contains("the gate broke, so nothing was judged: java.lang.IllegalStateException at ")
        .doesNotContain("hunter2");
  }

  @Test
  void refusesAnAssemblyThatWasSynthesizedBefore() throws Exception {
    commandLine.cdkOf("careless", "synth").refused();
    commandLine.cdk("synth", "--app", "cdk.out").refused();
  }

  @Test
  void listsTheStacksOfACarelessApp() throws Exception {
    assertThat(commandLine.cdkOf("careless", "ls").passed().out()).contains("Main");
  }

  @Test
  void reportsAlsoWhereTheUserTellsTheCommandLineToIgnoreErrors() throws Exception {
    Run run = commandLine.cdkOf("careless", "synth", "--ignore-errors");
    assertThat(run.exitCode()).isZero();
    assertThat(run.times("no-privileged-container")).isEqualTo(1);
  }

  @Test
  void refusesUnderPlainJavaAndPassesThereToo() throws Exception {
    Run refused = commandLine.javaOf("careless").refused();
    assertThat(refused.times("no-privileged-container")).isEqualTo(1);
    commandLine.javaOf("clean").passed();
  }
}
