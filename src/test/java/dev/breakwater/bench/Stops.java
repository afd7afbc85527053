package dev.breakwater.bench;

import dev.breakwater.Shell;
import dev.breakwater.proxy.Upstream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What becomes of requests in flight when their proxy is stopped. */
final class Stops {
  private static final int IN_FLIGHT = 30;
  private static final int ANSWER_SECONDS = 8;
  private static final int OLD = 9021;
  private static final int NEW = 9022;
  private static final int NAIVE = 9023;

  private Stops() {}

  static List<Figure> measure(Stage stage) throws IOException {
    Upstream sample = Upstream.loopback(Stage.SAMPLE);
    Peer old = stage.nginx("old", OLD, Configurations.render(Configurations.limited(sample, OLD)));
    CompletableFuture<Answers> inFlight = begin(stage, old);
    Peer next = stage.nginx("new", NEW, Configurations.render(Configurations.limited(sample, NEW)));
    CompletableFuture<Answers> coming = OpenLoop.of(50, 3).begin(stage, next);
    Shell.run("docker", "stop", "--time=30", old.container()).orThrow();
    Answers stopped = inFlight.join();
    Answers redeployed = coming.join();
    stage.stop(old);
    stage.stop(next);

    Peer naive = stage.nginx("naive stop", NAIVE, Configurations.naive(sample, NAIVE));
    CompletableFuture<Answers> twin = begin(stage, naive);
    // What ECS sends where the image does not say otherwise.
    Shell.run("docker", "kill", "--signal=TERM", naive.container()).orThrow();
    double twinLost = lost(twin.join());
    stage.stop(naive);
    return List.of(
        Figure.atMost(
            0,
            " lost",
            "requests in flight at a stop",
            lost(stopped),
            "of " + stopped.get("sent") + "; naive with SIGTERM " + Figure.text(twinLost)),
        Figure.atMost(
            0,
            " lost",
            "requests at a redeploy, in flight and new",
            lost(stopped) + lost(redeployed),
            "of " + (stopped.get("sent") + redeployed.get("sent"))));
  }

  /** Returns when all are in flight: sent within a second, answered after eight. */
  private static CompletableFuture<Answers> begin(Stage stage, Peer peer) {
    CompletableFuture<Answers> answers =
        OpenLoop.of(IN_FLIGHT, 1)
            .asking("/slow?ms=" + ANSWER_SECONDS * 1000, ANSWER_SECONDS + 2)
            .begin(stage, peer);
    try {
      TimeUnit.SECONDS.sleep(ANSWER_SECONDS / 2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answers;
  }

  private static double lost(Answers answers) {
    return (double) (answers.get("sent") - answers.get("ok"));
  }
}
