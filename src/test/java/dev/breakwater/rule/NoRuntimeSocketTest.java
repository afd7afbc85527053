package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoRuntimeSocketTest {
  private static final NoRuntimeSocket RULE = new NoRuntimeSocket();

  @ParameterizedTest
  @CsvSource({
    "/var/run/docker.sock, /var/run/docker.sock",
    "/run/docker.sock, /run/docker.sock",
    "/run/containerd/containerd.sock, /run/containerd/containerd.sock",
    "/run/containerd, /run/containerd",
    "/run/podman/podman.sock, /run/podman/podman.sock",
    "/run/crio, /run/crio",
    "/run/user/1000/docker.sock, /run/user/1000/docker.sock",
    "/opt/docker.sock, /opt/docker.sock",
    "/var/run, /var/run",
    "/var/run/, /var/run",
    "/var, /var",
    "/run, /run",
    "/, /",
    "//, /",
    "/srv/.., /",
    "//var//run/./docker.sock, /var/run/docker.sock",
    "/srv/../var/run/docker.sock, /var/run/docker.sock",
    "/../../run, /run",
    "/proc/1/root, /proc/1/root",
    "/proc/1/root/run, /proc/1/root/run",
    "/proc/self/task/1/root/proc/1/root/run, /proc/self/task/1/root/proc/1/root/run"
  })
  void failsAPathThatReachesASocket(String written, String path) {
    assertThat(says(written))
        .isEqualTo("FAIL volume of the host's " + path + " reaches the container runtime's socket");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/run",
        "/runs",
        "/var/runner",
        "/run/app",
        "/var/lib/app",
        "/srv/docker.sock.d"
      })
  void passesAPathThatReachesNone(String path) {
    assertThat(says(path)).isEmpty();
  }

  @Test
  void failsADockerVolumeThatBindsIt() {
    assertThat(Fixture.hardened().with("device: /srv/web/cache", "device: /run").says(RULE))
        .isEqualTo("FAIL volume of the host's /run reaches the container runtime's socket");
  }

  @Test
  void passesAShareOfAnotherHost() {
    assertThat(
            Fixture.hardened()
                .with(
                    "type: none, o: bind, device: /srv/web/cache",
                    "type: cifs, device: //run/docker.sock")
                .says(RULE))
        .isEmpty();
  }

  private static String says(String path) {
    return Fixture.hardened().with("SourcePath: /srv/web/data", "SourcePath: " + path).says(RULE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\\\.\\pipe\\docker_engine",
        "\\\\.\\PIPE\\Docker_Engine",
        "//./pipe/docker_engine",
        "\\\\?\\pipe\\docker_engine_windows",
        "\\\\.\\pipe\\containerd-containerd",
        "\\\\.\\pipe\\",
      })
  void failsThePipeOfTheRuntimeOnWindows(String path) {
    assertThat(
            Fixture.hardened()
                .with("SourcePath: /srv/web/data", "SourcePath: '" + path + "'")
                .says(RULE))
        .isEqualTo("FAIL volume of the host's " + path + " reaches the container runtime");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\\\.\\pipe\\metrics", "C:\\data", "\\\\server\\share\\docker"})
  void passesOtherPathsOfWindows(String path) {
    assertThat(
            Fixture.hardened()
                .with("SourcePath: /srv/web/data", "SourcePath: '" + path + "'")
                .says(RULE))
        .isEmpty();
  }
}
