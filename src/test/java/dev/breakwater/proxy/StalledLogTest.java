package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.RawConnection;
import dev.breakwater.RunningTask;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A log that nobody takes: the engine's driver sends it to a server that never reads, as CloudWatch
 * does on a bad day.
 */
@Tag("docker")
final class StalledLogTest {
  /** Several times what pipe and sockets hold. */
  private static final int REQUESTS = 10_000;

  private static final int AT_ONCE = 100;

  /** The proxy answers by itself, with a long line for the log. */
  private static final String REQUEST =
      "GET /.breakwater/error HTTP/1.1\r\nHost: example.com\r\nUser-Agent: "
          + "x".repeat(128)
          + "\r\n\r\n";

  @Test
  void doesNotStopTheProxyWhereTheDriverDoesNotBlock() throws IOException {
    assertThat(answered("non-blocking")).isEqualTo(REQUESTS);
  }

  @Test
  void stopsTheProxyWhereTheDriverBlocks() throws IOException {
    assertThat(answered("blocking")).isLessThan(REQUESTS);
  }

  private static int answered(String mode) throws IOException {
    ProxySettings settings =
        ProxySettings.builder(Upstream.loopback(8081))
            .rateLimit(
                RateLimit.perClient(RateLimit.MAX_RATE, RateLimit.Period.PER_SECOND)
                    .burst(RateLimit.MAX_BURST))
            .build();
    ServerSocket deaf = new ServerSocket();
    deaf.setReceiveBufferSize(1024);
    deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    try (RunningTask task =
            RunningTask.start(
                settings,
                Map.of(),
                List.of(
                    "--log-driver=syslog",
                    "--log-opt=syslog-address=tcp://127.0.0.1:" + deaf.getLocalPort(),
                    "--log-opt=mode=" + mode));
        // Closed first: a driver that blocks keeps the engine from removing the container.
        deaf) {
      return answered(task);
    }
  }

  private static int answered(RunningTask task) throws IOException {
    int answered = 0;
    while (answered < REQUESTS) {
      try (RawConnection connection = task.openDirectly()) {
        connection.socket().setSoTimeout((int) Duration.ofSeconds(5).toMillis());
        InputStream in = new BufferedInputStream(connection.socket().getInputStream());
        connection.send(REQUEST.repeat(AT_ONCE));
        for (int i = 0; i < AT_ONCE; i++, answered++) {
          skipAnswer(in);
        }
      } catch (SocketTimeoutException e) {
        return answered;
      }
    }
    return answered;
  }

  private static void skipAnswer(InputStream in) throws IOException {
    int before = 0;
    for (int next = in.read(); before != '}' || next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the proxy closed the connection");
      }
      before = next;
    }
  }
}
