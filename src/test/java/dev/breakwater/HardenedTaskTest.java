package dev.breakwater;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.Upstream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The two images under the hardening that a task definition asks for. */
@Tag("docker")
final class HardenedTaskTest {

  @Test
  void leavesTheApplicationWithoutAnyPrivilege() throws Exception {
    try (RunningTask task =
        RunningTask.start(ProxySettings.builder(Upstream.loopback(8081)).build())) {
      assertThat(task.get("/api").body())
          .contains("\"Uid\":\"65532 65532 65532 65532\"", "\"Gid\":\"65532 65532 65532 65532\"")
          .contains("\"CapEff\":\"0000000000000000\"", "\"CapBnd\":\"0000000000000000\"")
          .contains("\"NoNewPrivs\":\"1\"", "\"Seccomp\":\"2\"")
          .contains("\"/\":\"read-only file system\"", "\"/tmp\":\"writable\"")
          .contains("\"memoryLimitBytes\":134217728");
    }
  }

  @Test
  void showsAPageOfItsOwn() throws Exception {
    try (RunningTask task =
        RunningTask.start(ProxySettings.builder(Upstream.loopback(8081)).build())) {
      assertThat(task.get("/").body()).contains("<title>Behind the breakwater</title>");
      assertThat(task.get("/page.css").headers().firstValue("Content-Type"))
          .contains("text/css; charset=utf-8");
      assertThat(task.get("/page.js").body()).startsWith("\"use strict\";");
      assertThat(task.get("/?format=json").body()).startsWith("{\"request\":{\"client\":");
      assertThat(task.get("/nothing").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void meetsTheApplicationOverAUnixSocketOnASharedTmpfs() throws Exception {
    String volume = "breakwater-test-" + UUID.randomUUID();
    Shell.run(
            "docker",
            "volume",
            "create",
            "--opt=type=tmpfs",
            "--opt=device=tmpfs",
            "--opt=o=size=1m,uid=65532,gid=65532,mode=0700,noexec,nosuid,nodev",
            volume)
        .orThrow();
    String socket = "/run/app/app.sock";
    try (RunningTask task =
        RunningTask.start(
            ProxySettings.builder(Upstream.unixSocket(socket)).build(),
            Map.of("BIND_ADDRESS", "unix:" + socket),
            List.of("--volume=" + volume + ":/run/app"))) {
      assertThat(task.get("/api").body()).contains("\"peer\":\"unix:/run/app/app.sock\"");

      Shell.run("docker", "stop", task.application()).orThrow();
      assertThat(RunningTask.log(task.application())).last().isEqualTo("sample: stopped");
    } finally {
      Shell.run("docker", "volume", "rm", volume);
    }
  }

  @Test
  void refusesAWrongSettingInOneSentence() {
    for (Map.Entry<String, String> wrong :
        Map.of(
                "PORT=0", "sample: PORT must be 1 to 65535, got 0",
                "PORT=70000", "sample: PORT must be 1 to 65535, got 70000",
                "BIND_ADDRESS=localhost",
                    "sample: BIND_ADDRESS must be an IP address or unix:/path, got localhost")
            .entrySet()) {
      Shell.Result start =
          Shell.run("docker", "run", "--rm", "--env=" + wrong.getKey(), Images.application());

      assertThat(start.code()).isEqualTo(2);
      assertThat(start.output()).isEqualTo(wrong.getValue() + "\n");
    }
  }
}
