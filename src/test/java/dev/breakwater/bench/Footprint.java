package dev.breakwater.bench;

import dev.breakwater.Shell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Memory, and the time to the first answer. */
final class Footprint {
  private static final int PORT = 9031;
  private static final int SLOW = 2_000;
  private static final int SLOW_SECONDS = 8;
  private static final int STARTS = 5;

  private final Stage stage;
  private final Scale scale;

  Footprint(Stage stage, Scale scale) {
    this.stage = stage;
    this.scale = scale;
  }

  List<Figure> measure() throws IOException {
    String text = Configurations.render(Configurations.limited(Configurations.TCP, PORT));
    Peer proxy = stage.nginx("memory", PORT, text);
    double idle = proxy.mebibytes();
    stage.stop(proxy);
    return List.of(
        Figure.atMost(8, " MiB", "memory, idle", idle, ""),
        slow("headers", text),
        slow("body", text),
        keys(),
        start(text));
  }

  private Figure slow(String part, String text) throws IOException {
    Peer proxy = stage.nginx("memory", PORT, text);
    double used = new SlowLoad(SLOW, part, SLOW_SECONDS).during(stage, proxy, proxy::mebibytes);
    stage.stop(proxy);
    return Figure.atMost(
        30, " MiB", "memory, %,d connections of slow %s".formatted(SLOW, part), used, "");
  }

  private Figure keys() throws IOException {
    String text =
        Configurations.render(
            Configurations.generous(Configurations.TCP, PORT).expectedClients(scale.keys()));
    Peer proxy = stage.nginx("keys", PORT, text);
    OpenLoop load = new OpenLoop("/", scale.keys() / 20, 20, 64, scale.keys(), 0, 200);
    Answers answers = load.through(stage, proxy);
    double used = proxy.mebibytes();
    stage.stop(proxy);
    long admitted = answers.get("ok");
    return Figure.atMost(
        140,
        " MiB",
        "memory, %,d clients remembered".formatted(scale.keys()),
        admitted == scale.keys() ? used : Double.POSITIVE_INFINITY,
        "%,d admitted, %s MiB".formatted(admitted, Figure.text(used)));
  }

  /** From nginx's own start, after whatever the engine takes to make a container. */
  private Figure start(String text) throws IOException {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      String container = stage.prepareTimed("start", text);
      Shell.run("docker", "start", container).orThrow();
      long answered = Answers.parse(stage.run("load", "first", "" + PORT)).get("boottime");
      long began = Answers.parse(Shell.run("docker", "logs", container).orThrow()).get("boottime");
      times.add((double) (answered - began));
      Shell.run("docker", "rm", "--force", "--volumes", container).orThrow();
    }
    return Figure.atMost(
        100,
        " ms",
        "start to first answer",
        Throughput.median(times),
        "median of " + STARTS + " starts");
  }
}
