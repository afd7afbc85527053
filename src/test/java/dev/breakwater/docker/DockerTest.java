package dev.breakwater.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerTest {
  private final Docker docker = new Docker();
  @TempDir Path folder;

  @Test
  @Tag("docker")
  void endsTheSentenceWithDockersOwnReason() {
    assertThatThrownBy(() -> docker.run("inspect", "breakwater-no-such-thing"))
        .isInstanceOf(DockerException.class)
        .hasMessageStartingWith("docker inspect failed: ")
        .hasMessageContaining("breakwater-no-such-thing");
  }

  @Test
  void keepsToOneLineWithoutDockersPreamble() {
    Command.Result result =
        new Command.Result(
            125,
            List.of(),
            List.of(
                "docker: Error response from daemon: port is already allocated.",
                "time=\"2026-11-22T10:01:00Z\" level=error msg=\"error waiting for container\"",
                "See 'docker run --help'.",
                "",
                "Run 'docker run --help' for more information"));
    assertThat(Docker.reason(result)).isEqualTo("port is already allocated.");
  }

  @Test
  void killsAProgramThatDoesNotEnd() {
    assertThatThrownBy(() -> Command.of("sleep", "60").run(Duration.ofMillis(200), line -> {}))
        .isInstanceOf(DockerException.class)
        .hasMessageStartingWith("sleep 60 did not end within");
  }

  @Test
  void saysThatAProgramIsMissing() {
    assertThatThrownBy(() -> Command.of("breakwater-no-such-program").start())
        .isInstanceOf(DockerException.class)
        .hasMessageStartingWith("cannot start breakwater-no-such-program: ");
  }

  @Test
  @Tag("docker")
  void showsTheEndOfABuildThatFails() throws Exception {
    Files.writeString(
        folder.resolve("Dockerfile"),
        """
        ARG BASE_IMAGE=debian:bookworm-slim
        FROM ${BASE_IMAGE}
        RUN echo the last thing it said >&2; exit 7
        """);
    ImageBuild build =
        new ImageBuild("breakwater-test-fails", folder, "Dockerfile", Map.of(), "", "");
    assertThatThrownBy(() -> build.run(docker, new BaseImage(docker, line -> {}), line -> {}))
        .isInstanceOfSatisfying(
            DockerException.class,
            e -> {
              assertThat(e)
                  .hasMessageStartingWith("the image of " + folder + " does not build: ")
                  .hasMessageContaining("returned a non-zero code: 7");
              assertThat(e.lastLines()).contains("the last thing it said");
            });
  }

  @Test
  void leavesAloneAFileThatIsNotBuiltOnDebian() throws Exception {
    Path file = Files.writeString(folder.resolve("Dockerfile"), "ARG BASE_IMAGE=alpine:3\n");
    assertThat(new BaseImage(docker, line -> {}).argumentFor(file)).isEqualTo(Optional.empty());
  }
}
