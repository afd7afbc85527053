package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.breakwater.RunningTask;
import dev.breakwater.Shell;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** nginx's own counters, on a socket that only the proxy's container has. */
@Tag("docker")
final class ProxyCountersTest {
  private static final Pattern COUNTED =
      Pattern.compile("server accepts handled requests\\s+(\\d+) (\\d+) (\\d+)");

  private static RunningTask task;

  @BeforeAll
  static void start() {
    task = RunningTask.start(ProxySettings.builder(Upstream.loopback(8081)).build());
  }

  @AfterAll
  static void stop() {
    task.close();
  }

  private static Path socket(String container) {
    String process =
        Shell.run("docker", "inspect", "--format={{.State.Pid}}", container).orThrow().strip();
    return Path.of("/proc", process, "root/tmp/health.sock");
  }

  private static String counters() throws IOException {
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(socket(task.proxy())))) {
      channel.write(
          ByteBuffer.wrap("GET /counters HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static long requests() throws IOException {
    Matcher counted = COUNTED.matcher(counters());
    assertThat(counted.find()).isTrue();
    return Long.parseLong(counted.group(3));
  }

  @Test
  void areReadByRootOfTheHostAndCountEachRequest() throws IOException {
    assumeTrue(Files.exists(socket(task.proxy())), "only root of the engine's host can look");
    long before = requests();
    for (int i = 0; i < 7; i++) {
      assertThat(task.get("/api").statusCode()).isEqualTo(200);
    }
    assertThat(requests()).isGreaterThanOrEqualTo(before + 8);
  }

  @Test
  void areNotTheApplicationsToReadAndNotTheNetworks() throws IOException {
    assumeTrue(Files.exists(socket(task.proxy())), "only root of the engine's host can look");
    assertThat(socket(task.application())).doesNotExist();
    HttpResponse<String> outside = task.get("/counters");
    assertThat(outside.statusCode()).isEqualTo(404);
    assertThat(outside.body()).doesNotContain("Active connections");
  }
}
