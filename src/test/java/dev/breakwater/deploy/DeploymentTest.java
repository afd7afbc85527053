package dev.breakwater.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.CdkCommandLine;
import dev.breakwater.CdkCommandLine.Run;
import dev.breakwater.construct.GateCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code cdk bootstrap}, {@code diff} and {@code deploy} against an emulator of AWS. */
@Tag("cdk")
class DeploymentTest {
  @TempDir private static Path directory;

  private static AwsEmulator aws;
  private static CdkCommandLine commandLine;

  @BeforeAll
  static void bootstrap() throws Exception {
    aws = new AwsEmulator();
    // In the project's own folder, so that cdk.json has its say.
    commandLine =
        new CdkCommandLine(Path.of("").toAbsolutePath())
            .with("AWS_ENDPOINT_URL", aws.url())
            .with("AWS_REGION", AwsEmulator.REGION)
            .with("AWS_ACCESS_KEY_ID", "test")
            .with("AWS_SECRET_ACCESS_KEY", "test")
            .with("CDK_DOCKER", docker().toString());
    assertThat(cdk(Main.class, "", "bootstrap", AwsEmulator.ENVIRONMENT).exitCode()).isZero();
  }

  @AfterAll
  static void stop() {
    if (aws != null) {
      aws.close();
    }
  }

  @Test
  void deploysTheSampleThatItListedAndCompared() throws Exception {
    assertThat(cdk(Main.class, "", "ls").passed().out()).isEqualTo("Breakwater\n");
    assertThat(cdk(Main.class, "", "diff").passed().err()).contains("AWS::ECS::TaskDefinition");
    cdk(Main.class, "", "deploy", "--require-approval", "never").passed();
    assertThat(aws.stacks()).contains("<StackName>Breakwater</StackName>");
    String task = aws.ecs("ListTaskDefinitions", "{}");
    assertThat(task).contains("task-definition/");
    String arn = task.substring(task.indexOf("arn:"), task.indexOf('"', task.indexOf("arn:")));
    assertThat(aws.ecs("DescribeTaskDefinition", "{\"taskDefinition\": \"" + arn + "\"}"))
        .contains("\"readonlyRootFilesystem\": true", "\"name\": \"proxy\"", "\"name\": \"app\"");
  }

  @ParameterizedTest
  @CsvSource({
    "careless, Main",
    "one-of-two, Clean",
    "nested, Outer",
    "stage, Prod/*",
    "acknowledged, Main",
    "later-plugins, Main",
    "unresolved, Main",
    "broken, Main"
  })
  void deploysNothingOfAnAppThatTheGateRefuses(String gateCase, String stack) throws Exception {
    String before = aws.ecs("ListTaskDefinitions", "{}");
    cdk(GateCases.class, gateCase, "deploy", stack, "--require-approval", "never").refused();
    assertThat(aws.stacks()).doesNotContain("<StackName>" + stack.replace("/*", ""));
    assertThat(aws.ecs("ListTaskDefinitions", "{}")).isEqualTo(before);
  }

  private static Run cdk(Class<?> program, String argument, String... command) throws Exception {
    String[] all = new String[command.length + 4];
    System.arraycopy(command, 0, all, 0, command.length);
    all[command.length] = "--app";
    all[command.length + 1] = CdkCommandLine.app(program, argument);
    all[command.length + 2] = "--output";
    all[command.length + 3] = directory.resolve("cdk.out").toString();
    return commandLine.cdk(all);
  }

  /** The emulator has no registry to push to, so what the CDK calls answers as Docker would. */
  private static Path docker() throws IOException {
    Path docker = directory.resolve("docker");
    Files.writeString(
        docker,
        """
        #!/bin/sh
        case $1 in
          login) cat >/dev/null ;;
          inspect) exit 1 ;;
        esac
        """);
    return Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwx------"));
  }
}
