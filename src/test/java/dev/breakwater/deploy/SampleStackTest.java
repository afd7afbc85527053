package dev.breakwater.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Waivers;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Template;
import dev.breakwater.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.StackProps;

/** The sample, as the context chooses it. */
@Tag("cdk")
class SampleStackTest {
  @TempDir private Path folder;

  private String template(Map<String, String> context) throws IOException {
    App app =
        new App(
            AppProps.builder()
                .outdir(folder.toString())
                .context(new TreeMap<String, Object>(context))
                .build());
    new SampleStack(app, "Sample", StackProps.builder().build());
    app.synth();
    return Files.readString(folder.resolve("Sample.template.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fargate", "ec2", "bridge"})
  void passesEveryRule(String placement) throws IOException, UnreadableSourceException {
    template(Map.of("placement", placement));
    Assessment assessment =
        Rules.restricted()
            .judge(
                Template.read(folder.resolve("Sample.template.json")),
                Waivers.ofTemplates(Rules.ALL),
                LocalDate.now(ZoneId.systemDefault()));
    assertThat(assessment.findings()).noneMatch(Finding::counts);
    assertThat(assessment.gaps()).isEmpty();
  }

  @Test
  void isOnFargateWhereNothingIsChosen() throws IOException {
    assertThat(template(Map.of())).contains("\"FARGATE\"").doesNotContain("AWS::AutoScaling");
  }

  @Test
  void keepsTasksAwayFromTheInstancesMetadata() throws IOException {
    assertThat(template(Map.of("placement", "bridge")))
        .contains("\"HttpTokens\": \"required\"")
        .contains("\"HttpPutResponseHopLimit\": 1")
        .contains("ECS_AWSVPC_BLOCK_IMDS=true");
  }

  @ParameterizedTest
  @CsvSource({"lambda", "Fargate", "''"})
  void refusesAPlacementThatIsNone(String placement) {
    assertThatThrownBy(() -> template(Map.of("placement", placement)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("context placement must be fargate, ec2, bridge, got \"" + placement + "\"");
  }

  @Test
  void encryptsWithACertificateAndWarnsWithoutOne() throws IOException {
    String arn = "arn:aws:acm:eu-central-1:111122223333:certificate/1";
    assertThat(template(Map.of("certificateArn", arn))).contains("HTTPS").contains(arn);
    assertThat(template(Map.of())).doesNotContain("\"HTTPS\"");
    assertThat(Files.readString(folder.resolve("Sample.metadata.json")))
        .contains("HTTP WITHOUT ENCRYPTION");
  }

  @Test
  void buildsOnAnotherBaseWhereOneIsNamed() throws IOException {
    template(Map.of("baseImage", "breakwater-base:bookworm"));
    assertThat(Files.readString(folder.resolve("Sample.assets.json")).split("BASE_IMAGE"))
        .hasSize(3);
  }

  @Test
  void saysOneSentenceAndExits1() throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.breakwater.deploy.Main");
    command.environment().put("CDK_CONTEXT_JSON", "{\"placement\":\"lambda\"}");
    command.environment().put("CDK_OUTDIR", folder.toString());
    Process app = command.redirectErrorStream(true).start();
    app.getOutputStream().close();
    String said = new String(app.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(app.waitFor()).isEqualTo(1);
    assertThat(said).contains("context placement must be").doesNotContain("Exception", "\tat ");
  }
}
