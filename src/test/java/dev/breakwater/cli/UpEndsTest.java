package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Images;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong, each with its sentence and its exit code, and nothing left behind. */
@Tag("docker")
class UpEndsTest {
  @TempDir Path folder;

  @Test
  void leavesNothingForTheNextRunWhenItWasKilled() throws Exception {
    String run;
    try (Upped up = Upped.task(sleeping()).says("Ctrl-C ends it")) {
      run = up.run();
      up.kill();
    }
    assertThat(Upped.left(run)).isNotEmpty();
    try (Upped next = Upped.task(sleeping()).says("Ctrl-C ends it")) {
      assertThat(next.errors()).contains("removed what the killed run " + run + " had left");
      assertThat(Upped.left(run)).isEmpty();
    }
  }

  @Test
  void endsADetachedTaskByItsName() throws Exception {
    String run;
    try (Upped up = Upped.task(sleeping(), "--detach")) {
      assertThat(up.ends()).isZero();
      run = up.run();
      assertThat(up.output()).contains("breakwater down " + run + " ends it");
    }
    assertThat(Upped.left(run)).isNotEmpty();
    try (Upped other = Upped.task(sleeping()).says("Ctrl-C ends it")) {
      assertThat(Upped.left(run)).as("another run leaves it alone").isNotEmpty();
      assertThat(other.run()).isNotEqualTo(run);
    }
    try (Upped down = Upped.program(Map.of(), "down", run)) {
      assertThat(down.ends()).isZero();
    }
    assertThat(Upped.left(run)).isEmpty();
    try (Upped again = Upped.program(Map.of(), "down", run)) {
      assertThat(again.ends()).isEqualTo(2);
      assertThat(again.errors()).contains("there is no run " + run);
    }
  }

  @Test
  void saysThatThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Upped up =
            Upped.program(
                Map.of(),
                "up",
                "--template",
                Upped.file(sleeping()).toString(),
                "--port",
                Integer.toString(taken.getLocalPort()))) {
      assertThat(up.ends()).isEqualTo(4);
      assertThat(up.errors())
          .contains("port " + taken.getLocalPort() + " of 127.0.0.1 is in use", "--port");
    }
  }

  @Test
  void showsTheLastLinesOfAContainerThatNeverGetsHealthy() throws Exception {
    String sick =
        container(
            "\"command\": [\"sh\", \"-c\", \"echo all is not well; sleep 600\"], \"healthCheck\":"
                + " {\"command\": [\"CMD\", \"false\"], \"interval\": 1, \"timeout\": 1,"
                + " \"retries\": 1}");
    try (Upped up = Upped.task(sick)) {
      assertThat(up.ends()).isEqualTo(4);
      assertThat(up.errors())
          .contains("container one is not healthy: its health check failed (exit code 1")
          .contains("  all is not well")
          .contains("removed all that was made")
          .doesNotContain("Exception");
    }
  }

  @Test
  void saysWhichEssentialContainerEnded() throws Exception {
    try (Upped up =
        Upped.task(
            container("\"command\": [\"sh\", \"-c\", \"echo i am lost; sleep 1; exit 3\"]"))) {
      assertThat(up.ends()).isEqualTo(4);
      assertThat(up.errors())
          .contains("the essential container one ended with exit code 3", "  i am lost");
    }
  }

  @Test
  void restartsWhatTheRestartPolicySays() throws Exception {
    String json =
        container(
            "\"command\": [\"sh\", \"-c\", \"sleep 2; exit 3\"], \"restartPolicy\": {\"enabled\":"
                + " true, \"restartAttemptPeriod\": 1}");
    try (Upped up = Upped.task(json)) {
      up.says("container one ended with exit code 3 and was restarted");
    }
    try (Upped up =
        Upped.task(json.replace("true, \"restart", "true, \"ignoredExitCodes\": [3], \"restart"))) {
      assertThat(up.ends()).isEqualTo(4);
      assertThat(up.errors()).doesNotContain("was restarted");
    }
  }

  @Test
  void waitsForTheSuccessOfAnother() throws Exception {
    String json =
        container(
                "\"command\": [\"sleep\", \"600\"], \"dependsOn\": [{\"containerName\": \"two\", \"condition\": \"SUCCESS\"}]")
            .replace(
                "]}\n",
                ", {\"name\": \"two\", \"image\": \"%s\", \"essential\": false, \"memory\": 64, \"command\": [\"sh\", \"-c\", \"echo first; exit 0\"]}]}\n"
                    .formatted(Images.base()));
    try (Upped up = Upped.task(json).says("Ctrl-C ends it")) {
      assertThat(up.errors())
          .containsSubsequence("starting container two", "starting container one");
    }
    try (Upped up = Upped.task(json.replace("exit 0", "exit 9"))) {
      assertThat(up.ends()).isEqualTo(4);
      assertThat(up.errors())
          .contains("container one waits for the success of two, which ended with exit code 9");
    }
  }

  @Test
  void showsTheEndOfABuildThatFails() throws Exception {
    String hash = "0".repeat(64);
    Files.createDirectories(folder.resolve("asset"));
    Files.writeString(
        folder.resolve("asset/Dockerfile"),
        "FROM " + Images.base() + "\nRUN echo the reason it fails >&2; exit 7\n");
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"version": "36.0.0", "artifacts": {"S": {"type": "aws:cloudformation:stack",
         "properties": {"templateFile": "S.template.json"}}}}
        """);
    Files.writeString(
        folder.resolve("S.assets.json"),
        """
        {"version": "36.0.0", "files": {}, "dockerImages": {"%s": {"source": {"directory": "asset"},
         "destinations": {}}}}
        """
            .formatted(hash));
    Files.writeString(
        folder.resolve("S.template.json"),
        """
        {"Resources": {"Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {
         "ContainerDefinitions": [{"Name": "one", "Image": {"Fn::Sub": "${AWS::AccountId}.example/x:%s"}}]}}}}
        """
            .formatted(hash));
    try (Upped up =
        Upped.program(
            Map.of(),
            "up",
            "--assembly",
            folder.toString(),
            "--port",
            Integer.toString(Upped.freePort()))) {
      assertThat(up.ends()).isEqualTo(4);
      assertThat(up.errors()).contains("  the reason it fails", "does not build: ", "code: 7");
    }
  }

  @Test
  void namesTheEngineThatDoesNotAnswerAndTheClientThatIsMissing() throws Exception {
    String[] words = {"up", "--template", Upped.file(sleeping()).toString()};
    try (Upped up = Upped.program(Map.of("DOCKER_HOST", "unix:///nowhere.sock"), words)) {
      assertThat(up.ends()).isEqualTo(4);
      assertThat(up.errors()).contains("no Docker engine answers at unix:///nowhere.sock");
    }
    try (Upped up = Upped.program(Map.of("PATH", folder.toString()), words)) {
      assertThat(up.ends()).isEqualTo(4);
      assertThat(up.errors()).contains("the docker command is not on the PATH");
    }
  }

  static String sleeping() {
    return container("\"command\": [\"sleep\", \"600\"], \"stopTimeout\": 2");
  }

  private static String container(String more) {
    return """
    {"family": "small", "networkMode": "none", "containerDefinitions": [{"name": "one", "image": "%s", "memory": 64, %s}]}
    """
        .formatted(Images.base(), more);
  }
}
