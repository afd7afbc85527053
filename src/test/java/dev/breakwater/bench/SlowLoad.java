package dev.breakwater.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleSupplier;

/**
 * Connections that begin a request and then send a byte a second.
 *
 * @param connections how many, from 64 addresses
 * @param part what they are slow with, {@code headers} or {@code body}
 * @param seconds for how long
 */
record SlowLoad(int connections, String part, int seconds) {

  /** Measures while all are open. */
  double during(Stage stage, Peer peer, DoubleSupplier measured) throws IOException {
    Process process =
        stage.begin(
            "load",
            "slow",
            Integer.toString(peer.port()),
            Integer.toString(connections),
            part,
            Integer.toString(seconds));
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String begun = output.readLine();
      if (begun == null || !begun.startsWith("ready")) {
        throw new AssertionError("slow connections did not begin: " + begun);
      }
      double figure = measured.getAsDouble();
      output.readLine();
      process.waitFor();
      return figure;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
