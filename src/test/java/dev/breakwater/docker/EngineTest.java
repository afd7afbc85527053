package dev.breakwater.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine of the test's own, beside the machine's. */
class EngineTest {
  private final List<String> said = new ArrayList<>();
  @TempDir Path folder;

  @Test
  @Tag("docker")
  void startsAnEngineWhereNoneRunsMakesTheBaseImageAndStopsTheEngineAgain() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root starts an engine");
    Docker docker = new Docker(Map.of("DOCKER_HOST", "unix://" + folder.resolve("d.sock")));
    Path state = folder.resolve("state");
    ProcessHandle process;
    try (Engine engine = Engine.ensure(docker, said::add, state, options())) {
      assertThat(engine.wasStarted()).isTrue();
      process = StartedEngine.remembered(state).orElseThrow().process();
      assertThat(process.isAlive()).isTrue();

      // The next run finds it, and would stop it in its turn.
      assertThat(Engine.ensure(docker, said::add, state, options()).wasStarted()).isTrue();

      String base = new BaseImage(docker, said::add).reference("nowhere.invalid/debian:bookworm");
      assertThat(base).isEqualTo(BaseImage.LOCAL);
      List<String> release =
          docker.run("run", "--rm", "--network", "host", base, "cat", "/etc/os-release");
      assertThat(release).contains("VERSION_CODENAME=bookworm");
      docker.run("run", "--rm", "--network", "host", base, "apt-get", "update");
      int before = said.size();
      assertThat(new BaseImage(docker, said::add).reference("nowhere.invalid/debian:bookworm"))
          .isEqualTo(BaseImage.LOCAL);
      assertThat(said).as("the second time it is there, and nothing is done").hasSize(before);
    }
    assertThat(process.isAlive()).isFalse();
    assertThat(state).doesNotExist();
    assertThat(said.get(0)).startsWith("No Docker engine runs: starting ");
    assertThat(said.get(said.size() - 1))
        .isEqualTo("Stopping the Docker engine that Breakwater started");
  }

  /** An engine leaves a mount behind, and links that point out of the folder. */
  @AfterEach
  void removeTheEnginesFiles() throws Exception {
    Command.of("umount", folder.resolve("exec/netns/default").toString())
        .run(Duration.ofMinutes(1), said::add);
    // Where mounts are private, the engine leaves its folder mounted on itself.
    Command.of("umount", "--lazy", folder.resolve("data").toString())
        .run(Duration.ofMinutes(1), said::add);
    Command.of("rm", "-rf", "--one-file-system", folder.resolve("data").toString())
        .run(Duration.ofMinutes(1), said::add);
  }

  @Test
  void saysWhyAnEngineDoesNotStart() {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root starts an engine");
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/dockerd")), "no engine is installed");
    assumeTrue(!Engine.isChroot(), Engine.CHROOT);
    Docker docker = new Docker(Map.of("DOCKER_HOST", "unix://" + folder.resolve("d.sock")));
    assertThatThrownBy(
            () -> Engine.ensure(docker, said::add, folder.resolve("s"), List.of("--no-such-flag")))
        .isInstanceOf(DockerException.class)
        .hasMessageContaining("the Docker engine does not start: ")
        .hasMessageContaining("no-such-flag");
    assertThat(folder.resolve("s")).doesNotExist();
  }

  @Test
  void namesAnEngineThatDoesNotAnswer() {
    Docker docker = new Docker(Map.of("DOCKER_HOST", "unix://" + folder.resolve("none.sock")));
    assertThatThrownBy(() -> Engine.ensure(docker, said::add))
        .isInstanceOf(DockerException.class)
        .hasMessageStartingWith("no Docker engine answers at unix://" + folder)
        .hasMessageContaining("DOCKER_HOST");
    assertThat(said).isEmpty();
  }

  /**
   * With the machine's own bridge, which an engine with {@code --bridge=none} would delete under
   * the machine's own engine, and without a hand on its packet filter.
   */
  private List<String> options() {
    return List.of(
        "--host=unix://" + folder.resolve("d.sock"),
        "--data-root=" + folder.resolve("data"),
        "--exec-root=" + folder.resolve("exec"),
        "--pidfile=" + folder.resolve("pid"),
        "--iptables=false",
        "--ip-masq=false");
  }
}
