package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.Shell;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The task of the sample, run by the program itself and read from outside. */
@Tag("docker")
class UpServesTest {
  private static final String MEBIBYTES_128 = Long.toString(128L << 20);
  private static final String MEBIBYTES_384 = Long.toString(384L << 20);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @ParameterizedTest
  @CsvSource({"fargate, false", "awsvpc, true", "bridge, true"})
  void runsEachPlacementAsItsTaskDefinitionSays(String placement, boolean noNewPrivileges)
      throws Exception {
    String run;
    try (Upped up = Upped.task(Upped.json(placement)).serves()) {
      run = up.run();
      assertThat(KernelFacts.broken(up.container("proxy"), noNewPrivileges, MEBIBYTES_128))
          .isEmpty();
      assertThat(KernelFacts.broken(up.container("app"), noNewPrivileges, MEBIBYTES_384)).isEmpty();
      assertThat(KernelFacts.mount(up.container("proxy"), "/tmp")).contains("size=32768k");
      assertThat(get(up, "/api").join().body()).contains("\"CapEff\":\"0000000000000000\"");
      assertThat(up.output()).containsPattern("[1-9][0-9]* answered, [1-9][0-9]* refused with 429");
      assertThat(up.errors()).contains("not as on ECS: the task role is not here");
      up.terminate();
      assertThat(up.ends()).isZero();
      assertThat(up.output()).as("the log of the end").contains("app   | sample: stopped");
    }
    assertThat(Upped.left(run)).isEmpty();
  }

  @Test
  void showsTheSameFactsBrokenOfACarelessTask() throws Exception {
    String careless =
        Upped.json("fargate")
            .replaceFirst("\"65532:65532\"", "\"0:0\"")
            .replace("\"readonlyRootFilesystem\": true", "\"readonlyRootFilesystem\": false")
            .replaceAll("\"drop\": \\[\\s+\"ALL\"\\s+\\]", "\"add\": [\"SYS_ADMIN\"]")
            .replace("\"noexec\",", "\"exec\",")
            .replace("\"memory\": 128", "\"memory\": 256")
            .replace("\"memory\": \"512\"", "\"memory\": \"1024\"");
    try (Upped up = Upped.task(careless).serves()) {
      assertThat(KernelFacts.broken(up.container("app"), true, MEBIBYTES_384))
          .contains("Uid is 0 0 0 0", "Gid is 0 0 0 0", "/ is rw", "NoNewPrivs is 0")
          .anyMatch(fact -> fact.startsWith("CapBnd is "))
          .anyMatch(fact -> fact.startsWith("CapEff is "));
      assertThat(KernelFacts.broken(up.container("proxy"), true, MEBIBYTES_128))
          .contains("/tmp lacks noexec", "memory is " + (256L << 20));
    }
  }

  @Test
  void keepsTheApplicationsPortInsideTheTask() throws Exception {
    try (Upped up = Upped.task(Upped.json("awsvpc")).serves()) {
      String address = address(up.container("pause"));
      assertThat(connects(address, 8080)).as("the proxy's port").isTrue();
      assertThat(connects(address, 8081)).as("the application's port").isFalse();
    }
    String open = Upped.json("awsvpc").replace("\"127.0.0.1\"", "\"0.0.0.0\"");
    try (Upped up = Upped.task(open).serves()) {
      assertThat(connects(address(up.container("pause")), 8081)).as("the careless twin").isTrue();
    }
  }

  @Test
  void admitsWhatTheArithmeticSaysAndFinishesWhatIsInFlight() throws Exception {
    try (Upped up = Upped.task(Upped.json("awsvpc")).serves()) {
      long began = System.nanoTime();
      Map<Integer, Integer> codes = new TreeMap<>();
      while (System.nanoTime() - began < 3_000_000_000L) {
        List<CompletableFuture<HttpResponse<String>>> some =
            IntStream.range(0, 10).mapToObj(i -> get(up, "/health")).toList();
        some.forEach(answer -> codes.merge(answer.join().statusCode(), 1, Integer::sum));
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      // The program's own burst may have used some of the allowance before.
      assertThat(codes.keySet()).containsExactly(200, 429);
      assertThat((double) codes.get(200)).isBetween(50 * seconds - 5, 50 * seconds + 20 + 2);

      CompletableFuture<HttpResponse<String>> slow = slow(up);
      up.terminate();
      assertThat(slow.join().statusCode()).isEqualTo(200);
      assertThat(up.ends()).isZero();
    }
  }

  @Test
  void losesWhatIsInFlightWhereTheProxyIsToldToEndAtOnce() throws Exception {
    try (Upped up = Upped.task(Upped.json("awsvpc")).serves()) {
      CompletableFuture<HttpResponse<String>> slow = slow(up);
      Shell.run("docker", "kill", "--signal=TERM", up.container("proxy")).orThrow();
      assertThatThrownBy(slow::join).isInstanceOf(CompletionException.class);
      assertThat(up.ends()).as("an essential container ended").isIn(0, 4);
    }
  }

  /** A request that is in flight: it is not answered at once, and so was not refused either. */
  private CompletableFuture<HttpResponse<String>> slow(Upped up) throws Exception {
    while (true) {
      CompletableFuture<HttpResponse<String>> slow = get(up, "/slow?ms=4000");
      try {
        assertThat(slow.get(1, TimeUnit.SECONDS).statusCode()).isEqualTo(429);
      } catch (TimeoutException e) {
        return slow;
      }
    }
  }

  private CompletableFuture<HttpResponse<String>> get(Upped up, String path) {
    HttpRequest request = HttpRequest.newBuilder(up.address().resolve(path)).build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String address(String container) {
    return Shell.run("docker", "inspect", "--format", "{{.NetworkSettings.IPAddress}}", container)
        .orThrow()
        .strip();
  }

  private static boolean connects(String address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 3_000);
      return true;
    } catch (ConnectException e) {
      return false;
    }
  }
}
