package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.ArrivedRequest;
import dev.breakwater.ProxyProcesses;
import dev.breakwater.RawConnection;
import dev.breakwater.RecordedConnection;
import dev.breakwater.RecordingUpstream;
import dev.breakwater.RunningTask;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One word in every place where a request or an answer can hold a secret, and none in the log. */
@Tag("docker")
final class LogSecrecyTest {
  private static final String SECRET = "hunter2";

  private static final String HEADERS =
      Stream.of(
              "Authorization: Basic hunter2",
              "Cookie: session=hunter2",
              "Proxy-Authorization: Bearer hunter2",
              "Referer: https://example.com/?hunter2",
              "Origin: https://hunter2.example",
              "X-Api-Key: hunter2",
              "X-Amzn-Oidc-Data: hunter2",
              "X-Request-ID: hunter2",
              "X-Forwarded-For: hunter2",
              "X-Forwarded-Port: hunter2",
              "X-Forwarded-Proto: hunter2",
              "Forwarded: for=hunter2",
              "If-None-Match: hunter2",
              "Accept: hunter2",
              "Content-Type: hunter2",
              "Upgrade: hunter2",
              "Hunter2: 1")
          .collect(Collectors.joining("\r\n", "", "\r\n"));

  private static final String END = "Host: example.com\r\nConnection: close\r\n" + HEADERS + "\r\n";

  /** Answered, refused, malformed, and failed in each way that the application can fail. */
  private static final List<String> REQUESTS =
      List.of(
          "GET /seen?hunter2 HTTP/1.1\r\n" + END,
          "GET /seen;jsessionid=hunter2?hunter2 HTTP/1.1\r\n" + END,
          "GET /seen;hunter2/hunter2 HTTP/1.1\r\n" + END,
          "GET /seen#hunter2 HTTP/1.1\r\n" + END,
          "GET http://user:hunter2@example.com/seen?hunter2 HTTP/1.1\r\n" + END,
          "GET http://hunter2.example/seen?hunter2 HTTP/1.1\r\n" + END,
          "GET /seen?hunter2 HTTP/1.0\r\n" + END,
          "POST /seen?hunter2 HTTP/1.1\r\nContent-Length: 7\r\n" + END + SECRET,
          "POST /seen?hunter2 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + END + "hunter2\r\n",
          "POST /seen?hunter2 HTTP/1.1\r\nTransfer-Encoding: hunter2\r\n" + END,
          "POST /seen?hunter2 HTTP/1.1\r\nContent-Length: hunter2\r\n" + END,
          "POST /seen?hunter2 HTTP/1.1\r\nContent-Length: 9999999\r\n" + END,
          "POST /seen?hunter2 HTTP/1.1\r\nExpect: hunter2\r\nContent-Length: 7\r\n" + END,
          "GET /seen?hunter2 HTTP/1.1\r\nHost: example.com\r\n" + END,
          "GET /seen?hunter2 HTTP/1.1\r\nHost: hunter2<\r\n\r\n",
          "GET /seen?hunter2 HTTP/1.1\r\nX: " + SECRET.repeat(5_000) + "\r\n" + END,
          "GET /seen?" + SECRET.repeat(5_000) + " HTTP/1.1\r\n" + END,
          "GET /seen?hunter2 HTTP/9.9\r\n" + END,
          "GET /seen?hunter2 hunter2 HTTP/1.1\r\n" + END,
          "GET /../?hunter2 HTTP/1.1\r\n" + END,
          "GET /%00?hunter2 HTTP/1.1\r\n" + END,
          "GET /%zz?hunter2 HTTP/1.1\r\n" + END,
          "GET /..;hunter2/?hunter2 HTTP/1.1\r\n" + END,
          "GET hunter2 HTTP/1.1\r\n" + END,
          "GET /seen?hunter2\r\n",
          "hunter2 /seen HTTP/1.1\r\n" + END,
          "CONNECT hunter2:443 HTTP/1.1\r\n" + END,
          "TRACE /seen?hunter2 HTTP/1.1\r\n" + END,
          "PRI * HTTP/2.0\r\n\r\nhunter2\r\n\r\n",
          "hunter2",
          "GET /seen?hunter2 HTTP/1.1\r\nHost: example.com\r\nHunt",
          "POST /seen?hunter2 HTTP/1.1\r\nHost: example.com\r\nContent-Length: 30000\r\n\r\n"
              + SECRET,
          "GET /gone?hunter2 HTTP/1.1\r\n" + END,
          "GET /odd?hunter2 HTTP/1.1\r\n" + END,
          "GET /cut?hunter2 HTTP/1.1\r\n" + END,
          "GET /silent?hunter2 HTTP/1.1\r\n" + END,
          "GET /vast?hunter2 HTTP/1.1\r\n" + END);

  private static void serve(RecordedConnection connection) throws IOException {
    Optional<ArrivedRequest> request = connection.next();
    String status = "HTTP/1.1 200 OK\r\nSet-Cookie: hunter2\r\nLocation: /?hunter2\r\n";
    switch (request.map(r -> r.target().replaceFirst("[?;].*", "")).orElse("")) {
      case "/gone" -> {}
      case "/odd" -> connection.write(status + "hunter2\0: hunter2\r\n\r\n");
      case "/cut" -> connection.write(status + "Content-Length: 100\r\n\r\nhunter2");
      case "/silent" -> connection.in().read();
      case "/vast" -> connection.write(status + "X: " + SECRET.repeat(5_000) + "\r\n\r\n");
      default -> connection.write(status + "Content-Length: 7\r\n\r\nhunter2");
    }
  }

  @Test
  void holds() throws IOException {
    RecordingUpstream application = RecordingUpstream.start(LogSecrecyTest::serve);
    try (application;
        RunningTask task = RunningTask.start(UnderStress.hasty(), application)) {
      sendAll(task);
      ProxyProcesses.of(task).reload();
      application.close();
      send(task, REQUESTS.get(0));
      ProxyProcesses.of(task).reload();

      List<String> log = RunningTask.log(task.proxy());
      assertThat(log).noneMatch(line -> line.contains(SECRET) || line.contains("Hunt"));
      assertThat(log).hasSizeGreaterThanOrEqualTo(REQUESTS.size());
      assertThat(log).anyMatch(line -> line.contains("\"path\":\"/seen\""));
      // The last found no socket, which nginx says at the level "crit" with the whole request line.
      assertThat(log.get(log.size() - 1)).contains("\"status\":503", "\"upstreamStatus\":\"502\"");
    }
  }

  @Test
  void doesNotHoldOfTheNaiveProxy() throws IOException {
    try (RecordingUpstream application = RecordingUpstream.start(LogSecrecyTest::serve);
        RunningTask task = RunningTask.naive(application)) {
      send(task, REQUESTS.get(0));
      send(task, "GET /gone?hunter2 HTTP/1.1\r\n" + END);
      ProxyProcesses.of(task).reload();

      assertThat(RunningTask.log(task.proxy()))
          .filteredOn(line -> line.contains(SECRET))
          .hasSizeGreaterThanOrEqualTo(3);
    }
  }

  private static void sendAll(RunningTask task) throws IOException {
    for (String request : REQUESTS) {
      send(task, request);
    }
  }

  private static void send(RunningTask task, String request) throws IOException {
    try (RawConnection connection = task.openDirectly()) {
      connection.send(request).readToEnd(Duration.ofSeconds(20));
    }
  }
}
