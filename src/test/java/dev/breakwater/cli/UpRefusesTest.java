package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line refuses before any engine is asked. */
class UpRefusesTest {
  @TempDir Path folder;

  @Test
  void refusesAnUnknownServiceAndProposesTheNearest() throws Exception {
    refused(
        2,
        "has no service or task definition Shpo; did you mean Shop?",
        two(),
        "--service",
        "Shpo");
  }

  @Test
  void refusesToChooseBetweenSeveral() throws Exception {
    refused(2, "holds 2 task definitions; choose one with --service: Shop, Stock", two());
  }

  @Test
  void refusesAPortThatThereIsNotBeforeItReadsAnything() throws Exception {
    Path none = folder.resolve("none.json");
    refused(2, "--port must be 1 to 65535, got 0", none, "--port", "0");
    refused(2, "--port must be 1 to 65535, got 65536", none, "--port", "65536", "--print");
  }

  @Test
  void refusesAFileThatIsNotThere() throws Exception {
    refused(2, "does not exist", folder.resolve("none.json"));
  }

  @Test
  void refusesAFileThatIsNoTemplate() throws Exception {
    Path file = Files.writeString(folder.resolve("a.json"), "{\"a\": ");
    refused(2, "a.json:1", file);
  }

  @Test
  void refusesAnImageThatIsKnownOnlyAtDeployment() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("t.yaml"),
            """
            Parameters:
              Image: {Type: String}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: app
                      Image: !Ref Image
            """);
    refused(3, "the image of container app is known only at deployment", file);
  }

  @Test
  void refusesASecretThatNobodyGives() throws Exception {
    Path file = secret();
    refused(2, "the task needs the secrets API_TOKEN; give them as KEY=value lines", file);
    Path values = Files.writeString(folder.resolve("s.env"), "hunter2-without-a-key\n");
    refused(
        2,
        "s.env:1: a line must be KEY=value, got one without a key",
        file,
        "--secrets",
        values.toString());
  }

  @Test
  void printsCommandsThatAPersonCanRerun() throws Exception {
    try (Upped up = Upped.program(Map.of(), "up", "--print", "--template", secret().toString())) {
      assertThat(up.ends()).isZero();
      assertThat(up.output())
          .contains("docker run --detach --name breakwater-", "--env API_TOKEN ")
          .contains("'it'\\''s two words'");
      assertThat(up.errors()).isEmpty();
    }
  }

  @Test
  void refusesAnOptionThatDoesNotExist() throws Exception {
    try (Upped up = Upped.program(Map.of(), "up", "--prot", "80")) {
      assertThat(up.ends()).isEqualTo(2);
      assertThat(up.errors()).contains("--prot").doesNotContain("Exception");
    }
  }

  @Test
  void showsHelpOfEveryCommand() throws Exception {
    for (String[] words : new String[][] {{"--help"}, {"up", "--help"}, {"down", "--help"}}) {
      try (Upped up = Upped.program(Map.of(), words)) {
        assertThat(up.ends()).isZero();
        assertThat(up.output()).startsWith("Usage: breakwater");
        assertThat(up.errors()).isEmpty();
      }
    }
  }

  private void refused(int code, String sentence, Path template, String... more) throws Exception {
    String[] words = new String[more.length + 3];
    words[0] = "up";
    words[1] = "--template";
    words[2] = template.toString();
    System.arraycopy(more, 0, words, 3, more.length);
    try (Upped up = Upped.program(Map.of(), words)) {
      assertThat(up.ends()).as(up.errors()).isEqualTo(code);
      assertThat(up.errors()).contains(sentence).doesNotContain("Exception", "hunter2");
      assertThat(up.errors().lines()).hasSize(1);
    }
  }

  private Path secret() throws Exception {
    return Files.writeString(
        folder.resolve("secret.json"),
        """
        {"family": "s", "containerDefinitions": [{"name": "app", "image": "app:1", "memory": 64,
         "command": ["it's two words"],
         "secrets": [{"name": "API_TOKEN", "valueFrom": "arn:aws:ssm:eu-central-1:111122223333:parameter/t"}]}]}
        """);
  }

  private Path two() throws Exception {
    return Files.writeString(
        folder.resolve("two.yaml"),
        """
        Resources:
          Shop:
            Type: AWS::ECS::TaskDefinition
            Properties: {ContainerDefinitions: [{Name: a, Image: a}]}
          Stock:
            Type: AWS::ECS::TaskDefinition
            Properties: {ContainerDefinitions: [{Name: a, Image: a}]}
        """);
  }
}
