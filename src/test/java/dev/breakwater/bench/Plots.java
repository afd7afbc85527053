package dev.breakwater.bench;

import dev.breakwater.bench.LatencyPlot.Line;
import dev.breakwater.bench.LatencyPlot.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The points of the plot. */
final class Plots {
  private static final int[] LOADS = {250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 24_000, 32_000};
  private static final int[] FLOODS = {100, 500, 1_000, 2_500, 5_000, 10_000, 20_000};
  private static final double UNUSABLE_MILLIS = 500;

  private Plots() {}

  static String measure(
      Stage stage, Scale scale, List<Peer> loaded, Limits limits, List<Peer> flooded)
      throws IOException {
    int seconds = Math.max(1, scale.seconds() / 2);
    List<Line> load = new ArrayList<>();
    for (Peer peer : loaded) {
      load.add(
          line(
              peer,
              LOADS,
              rate -> OpenLoop.of(rate, seconds).clients(640, 0).through(stage, peer)));
    }
    List<Line> flood = new ArrayList<>();
    for (Peer peer : flooded) {
      flood.add(line(peer, FLOODS, rate -> limits.duringFlood(peer, rate, seconds)));
    }
    return LatencyPlot.draw(load, flood);
  }

  private interface Measured {
    Answers at(int rate);
  }

  /** Ends where the peer is of no use any more. */
  private static Line line(Peer peer, int[] rates, Measured measured) {
    List<Point> points = new ArrayList<>();
    for (int rate : rates) {
      Answers answers = measured.at(rate);
      points.add(new Point(rate, answers.p99()));
      if (answers.p99() > UNUSABLE_MILLIS || answers.percentOk() < 100) {
        break;
      }
    }
    return new Line(peer.name(), points);
  }
}
