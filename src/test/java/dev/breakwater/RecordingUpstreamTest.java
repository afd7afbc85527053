package dev.breakwater;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.RateLimit;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge of what arrives must itself be able to say no. */
final class RecordingUpstreamTest {
  private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n";
  private static final String POST = "POST /a HTTP/1.1\r\nHost: a\r\n";

  @Test
  void takesPlainRequests() {
    RecordedConnection connection =
        RecordingUpstream.receive(
            GET
                + "\r\n"
                + POST
                + "Content-Length: 3\r\n\r\nabc"
                + POST
                + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                + GET
                + "\r\n");

    assertThat(connection.odd()).isEmpty();
    assertThat(connection.requests())
        .extracting(ArrivedRequest::body)
        .containsExactly("", "abc", "abc", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a HTTP/1.1\nHost: a\n\n",
        GET + "X : a\r\n\r\n",
        GET + "X: a\r\n b\r\n\r\n",
        GET + "X: a\rb\r\n\r\n",
        GET + "X: a\0b\r\n\r\n",
        GET + "Host: a\r\n\r\n",
        "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n",
        POST + "Content-Length: +3\r\n\r\nabc",
        POST + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
        POST + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n3;a\nb\r\nabc\r\n0\r\n\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX: a\r\n\r\n",
      })
  void takesNothingElse(String bytes) {
    assertThat(RecordingUpstream.receive(bytes).odd()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a\r\n",
        GET,
        POST + "Content-Length: 3\r\n\r\nab",
        POST + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
      })
  void waitsForTheRestOfARequest(String bytes) {
    RecordedConnection connection = RecordingUpstream.receive(bytes);

    assertThat(connection.requests()).isEmpty();
    assertThat(connection.failure()).startsWith("java.io.EOFException: ended ");
  }

  @Test
  @Tag("docker")
  void recordsWhatTheProxySends() throws IOException {
    RateLimit limit = RateLimit.perClient(1, PER_SECOND);
    try (RecordingUpstream upstream = RecordingUpstream.start();
        RunningTask task =
            RunningTask.start(
                ProxySettings.builder(RecordingUpstream.ADDRESS).rateLimit(limit).build(),
                upstream);
        RunningTask naive = RunningTask.naive(upstream)) {
      String request = GET + "Connection: close\r\n\r\n";

      assertThat(task.exchange(request)).startsWith("HTTP/1.1 200 OK").endsWith("ok");
      assertThat(task.exchangeFromInside(request)).startsWith("HTTP/1.1 200 OK").endsWith("ok");
      assertThat(naive.exchange(request)).startsWith("HTTP/1.1 200 OK").endsWith("ok");
      assertThat(upstream.requests())
          .extracting(ArrivedRequest::target)
          .containsExactly("/a", "/a", "/a");
      assertThat(upstream.connections())
          .last()
          .extracting(RecordedConnection::received)
          .isEqualTo("GET /a HTTP/1.0\r\nConnection: close\r\nHost: localhost\r\n\r\n");
    }
  }
}
