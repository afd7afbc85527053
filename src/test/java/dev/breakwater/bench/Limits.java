package dev.breakwater.bench;

import dev.breakwater.proxy.RateLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How exact the limit is, and what one client's flood does to the others. */
final class Limits {
  private static final int ORDINARY = 500;
  private static final int TIMES_THE_LIMIT = 20;

  private final Stage stage;
  private final Scale scale;
  private final RateLimit limit;

  Limits(Stage stage, Scale scale, RateLimit limit) {
    this.stage = stage;
    this.scale = scale;
    this.limit = limit;
  }

  List<Figure> measure(Peer ours, Peer naive) {
    List<Figure> figures = new ArrayList<>();
    int seconds = 2 * scale.seconds();
    figures.add(error("limiter's error, one client", ours, 10 * limit.rate(), seconds, 1));
    figures.add(error("limiter's error, 49 clients", ours, 49 * 4 * limit.rate(), seconds / 2, 49));
    int rate = TIMES_THE_LIMIT * limit.rate();
    Answers quiet = ordinary(seconds).through(stage, ours);
    Answers flooded = duringFlood(ours, rate, seconds);
    Answers twin = duringFlood(naive, rate, seconds);
    String flood = " during a flood of " + TIMES_THE_LIMIT + " times the limit";
    figures.add(
        Figure.atLeast(
            100,
            " %",
            "other clients' success" + flood,
            flooded.percentOk(),
            "naive " + Figure.text(twin.percentOk()) + " %"));
    figures.add(
        Figure.atMost(
            3,
            " times",
            "other clients' p99" + flood + ", against quiet",
            flooded.p99() / quiet.p99(),
            Figure.text(flooded.p99()) + " ms against " + Figure.text(quiet.p99()) + " ms"));
    return figures;
  }

  /** Each client sends more than it may for as long as this lasts, so what is admitted is known. */
  private Figure error(String what, Peer ours, int rate, int seconds, int clients) {
    Answers answers = OpenLoop.of(rate, seconds).clients(clients, 100_000).through(stage, ours);
    if (answers.get("ok") + answers.get("limited") != answers.get("sent")) {
      throw new AssertionError(what + ": neither admitted nor refused: " + answers);
    }
    // The clock of each client runs from its own first request to its own last.
    double elapsed = answers.get("elapsed") / 1e6 - (clients - 1.0) / rate;
    long admitted = (long) (limit.rate() * elapsed) + limit.burst() + 1;
    long least = answers.get("least");
    long most = answers.get("most");
    return Figure.atMost(
        1,
        " requests",
        what,
        (double) Math.max(Math.abs(least - admitted), Math.abs(most - admitted)),
        "admitted " + least + " to " + most + ", arithmetic " + admitted);
  }

  /** 20 clients of 25 requests a second, half of what each may send. */
  private static OpenLoop ordinary(int seconds) {
    return OpenLoop.of(ORDINARY, seconds).clients(20, 200_000);
  }

  /** The ordinary clients' answers while one more client floods. */
  Answers duringFlood(Peer peer, int rate, int seconds) {
    CompletableFuture<Answers> flood =
        OpenLoop.of(rate, seconds + 1).clients(1, 300_000).begin(stage, peer);
    Answers answers = ordinary(seconds).through(stage, peer);
    flood.join();
    return answers;
  }
}
