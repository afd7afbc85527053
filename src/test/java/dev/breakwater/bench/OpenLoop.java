package dev.breakwater.bench;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Requests that are sent when they are due, whatever became of those before.
 *
 * @param path what is asked for
 * @param rate requests a second, of all clients together
 * @param seconds for how long
 * @param connections kept connections; 0: one for each request
 * @param clients how many clients take turns
 * @param first the first client's number: two crowds share no client if their numbers do not meet
 * @param grace seconds that the last answers may take
 */
record OpenLoop(
    String path, int rate, int seconds, int connections, int clients, int first, int grace) {

  static OpenLoop of(int rate, int seconds) {
    return new OpenLoop("/", rate, seconds, 64, 64, 0, 2);
  }

  OpenLoop clients(int number, int from) {
    return new OpenLoop(path, rate, seconds, connections, number, from, grace);
  }

  OpenLoop fresh() {
    return new OpenLoop(path, rate, seconds, 0, clients, first, grace);
  }

  OpenLoop asking(String other, int patience) {
    return new OpenLoop(other, rate, seconds, connections, clients, first, patience);
  }

  Answers through(Stage stage, Peer peer) {
    return Answers.parse(stage.run(command(peer.port())));
  }

  /** The same in the background. */
  CompletableFuture<Answers> begin(Stage stage, Peer peer) {
    return CompletableFuture.supplyAsync(() -> through(stage, peer));
  }

  private String[] command(int port) {
    return List.of("load", "open", port, path, rate, seconds, connections, clients, first, grace)
        .stream()
        .map(String::valueOf)
        .toArray(String[]::new);
  }
}
