package dev.breakwater.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What fresh clients meet while thousands of slow connections are open. */
final class SlowClients {
  private static final int SECONDS = 5;

  private SlowClients() {}

  static List<Figure> measure(Stage stage, Scale scale, Peer ours, Peer naive) throws IOException {
    List<Figure> figures = new ArrayList<>();
    for (String part : List.of("headers", "body")) {
      double twin = fresh(stage, scale, naive, part);
      figures.add(
          Figure.atLeast(
              100,
              " %",
              "fresh clients' success during %,d connections of slow %s"
                  .formatted(scale.slow(), part),
              fresh(stage, scale, ours, part),
              "naive " + Figure.text(twin) + " %"));
    }
    return figures;
  }

  private static double fresh(Stage stage, Scale scale, Peer peer, String part) throws IOException {
    return new SlowLoad(scale.slow(), part, SECONDS)
        .during(
            stage,
            peer,
            () -> OpenLoop.of(50, 2).clients(50, 400_000).fresh().through(stage, peer).percentOk());
  }
}
