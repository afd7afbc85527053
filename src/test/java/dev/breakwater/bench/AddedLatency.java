package dev.breakwater.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a peer adds to the 99th percentile of the application itself, at an easy load. */
final class AddedLatency {
  static final int RATE = 1_000;

  private final Map<Peer, List<Double>> p99 = new LinkedHashMap<>();

  AddedLatency(Stage stage, Scale scale, List<Peer> peers) {
    peers.forEach(peer -> p99.put(peer, new ArrayList<>()));
    OpenLoop load = OpenLoop.of(RATE, scale.seconds());
    for (int round = 0; round < scale.rounds(); round++) {
      p99.forEach((peer, list) -> list.add(load.through(stage, peer).p99()));
    }
  }

  double p99(Peer peer) {
    return Throughput.median(p99.get(peer));
  }

  /** The median over the rounds of the difference, in milliseconds. */
  double added(Peer peer, Peer direct) {
    List<Double> differences = new ArrayList<>();
    for (int round = 0; round < p99.get(peer).size(); round++) {
      differences.add(p99.get(peer).get(round) - p99.get(direct).get(round));
    }
    return Throughput.median(differences);
  }
}
