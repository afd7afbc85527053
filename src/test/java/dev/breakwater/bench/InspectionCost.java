package dev.breakwater.bench;

import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.RequestInspection;
import java.util.ArrayList;
import java.util.List;

/** What inspection costs, beside the plain flavour. */
final class InspectionCost {
  private static final int PORT = 9041;
  private static final int RATE = 100;

  private final Stage stage;
  private final Scale scale;

  InspectionCost(Stage stage, Scale scale) {
    this.stage = stage;
    this.scale = scale;
  }

  List<Figure> measure(Peer direct, Peer plain) {
    ProxySettings settings =
        Configurations.generous(Configurations.TCP, PORT)
            .inspection(RequestInspection.coreRuleSet())
            .build();
    Peer inspected = stage.proxy("inspected", settings);
    double idle = inspected.mebibytes();
    Throughput throughput = new Throughput(stage, scale, List.of(plain, inspected));
    throughput.measure();
    double loaded = inspected.mebibytes();
    String added =
        Figure.text(p99(inspected) - p99(direct))
            + " ms, plain "
            + Figure.text(p99(plain) - p99(direct))
            + " ms";
    stage.stop(inspected);
    return List.of(
        Figure.told(
            "inspection: saturated throughput against the plain flavour, and CPU of a GET",
            "%s times (%s against %s a second), %s against %s µs"
                .formatted(
                    Figure.text(throughput.timesFaster(inspected, plain)),
                    Figure.text(throughput.perSecond(inspected)),
                    Figure.text(throughput.perSecond(plain)),
                    Figure.text(throughput.cpuMicros(inspected)),
                    Figure.text(throughput.cpuMicros(plain)))),
        Figure.told(
            "inspection: p99 added over direct, %d requests a second".formatted(RATE), added),
        Figure.told(
            "inspection: memory, idle and after the load",
            Figure.text(idle) + " and " + Figure.text(loaded) + " MiB"));
  }

  private double p99(Peer peer) {
    List<Double> rounds = new ArrayList<>();
    for (int round = 0; round < scale.rounds(); round++) {
      rounds.add(OpenLoop.of(RATE, scale.seconds()).through(stage, peer).p99());
    }
    return Throughput.median(rounds);
  }
}
