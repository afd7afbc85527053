package dev.breakwater.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What each peer answers at most: 64 connections that wait for nothing but their answer. */
final class Throughput {
  private static final int CONNECTIONS = 64;
  private static final double MICROS = 1e6;

  /** One turn of one peer. */
  private record Turn(double perSecond, double p99Millis, double cpuMicros) {}

  private final Stage stage;
  private final Scale scale;
  private final Map<Peer, List<Turn>> turns = new LinkedHashMap<>();

  Throughput(Stage stage, Scale scale, List<Peer> peers) {
    this.stage = stage;
    this.scale = scale;
    peers.forEach(peer -> turns.put(peer, new ArrayList<>()));
  }

  void measure() {
    for (int round = 0; round < scale.rounds(); round++) {
      turns.forEach((peer, list) -> list.add(turn(peer)));
    }
  }

  private Turn turn(Peer peer) {
    double before = peer.cpuSeconds();
    String said =
        stage.run(
            "wrk",
            "--threads=1",
            "--connections=" + CONNECTIONS,
            "--duration=" + scale.seconds() + "s",
            "--script=/build/clients.lua",
            "http://127.0.0.1:" + peer.port() + "/");
    double cpu = peer.cpuSeconds() - before;
    Answers answers =
        Answers.parse(said.lines().filter(line -> line.startsWith("requests=")).findFirst().get());
    if (answers.get("failed") > 0) {
      throw new AssertionError(peer.name() + " failed at saturation: " + said);
    }
    double requests = answers.get("requests");
    return new Turn(
        requests * MICROS / answers.get("elapsed"),
        answers.get("p99") / 1000.0,
        cpu * MICROS / requests);
  }

  double perSecond(Peer peer) {
    return median(turns.get(peer).stream().map(Turn::perSecond).toList());
  }

  double cpuMicros(Peer peer) {
    return median(turns.get(peer).stream().map(Turn::cpuMicros).toList());
  }

  double p99(Peer peer) {
    return median(turns.get(peer).stream().map(Turn::p99Millis).toList());
  }

  /** The median over the rounds of one peer's throughput over the other's. */
  double timesFaster(Peer peer, Peer than) {
    return ratio(peer, than, Turn::perSecond);
  }

  double timesTheP99(Peer peer, Peer than) {
    return ratio(peer, than, Turn::p99Millis);
  }

  private double ratio(Peer peer, Peer than, ToDoubleFunction<Turn> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < scale.rounds(); round++) {
      ratios.add(
          figure.applyAsDouble(turns.get(peer).get(round))
              / figure.applyAsDouble(turns.get(than).get(round)));
    }
    return median(ratios);
  }

  static double median(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
