package dev.breakwater.bench;

import dev.breakwater.proxy.RateLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the proxy is worth, beside the naive nginx, HAProxy and the application alone: {@code
 * src/bench/proxy}. All peers run at once and take turns, so that a busy machine slows all of them
 * alike.
 */
public final class ProxyBenchmark {
  private static final Path PAGE = Path.of("docs/proxy.md");
  private static final Path PLOT = Path.of("docs/proxy-latency.svg");
  private static final Pattern TABLE =
      Pattern.compile("(?s)(?<=<!-- src/bench/proxy -->\n).*(?=<!-- end -->)");
  private static final RateLimit LIMIT =
      Configurations.limited(Configurations.TCP, 8080).build().limits().rate();

  private final Stage stage;
  private final Scale scale;
  private final List<Figure> figures = new ArrayList<>();

  private ProxyBenchmark(Stage stage, Scale scale) {
    this.stage = stage;
    this.scale = scale;
  }

  /** Measures all, quickly with {@code --quick}; else writes the docs as well. */
  public static void main(String[] arguments) throws IOException {
    boolean quick = List.of(arguments).contains("--quick");
    Stage stage = new Stage();
    Runtime.getRuntime().addShutdownHook(new Thread(stage::close));
    String machine = Machine.describe(stage);
    ProxyBenchmark benchmark = new ProxyBenchmark(stage, quick ? Scale.QUICK : Scale.FULL);
    String plot = benchmark.measure();
    String table = machine + "\n\n" + benchmark.table();
    System.out.print(table);
    Files.writeString(quick ? Path.of("target/proxy-latency.svg") : PLOT, plot);
    if (!quick) {
      String page = Files.readString(PAGE);
      Files.writeString(PAGE, TABLE.matcher(page).replaceFirst(Matcher.quoteReplacement(table)));
    }
    System.exit(benchmark.figures.stream().allMatch(Figure::met) ? 0 : 1);
  }

  private String measure() throws IOException {
    Peer direct = stage.application();
    Peer naive = stage.nginx("naive", 9001, Configurations.naive(Configurations.TCP, 9001));
    String text = Configurations.render(Configurations.generous(Configurations.TCP, 9002));
    Peer ours = stage.nginx("Breakwater", 9002, text);
    String unlogged = Configurations.render(Configurations.generous(Configurations.TCP, 9003));
    Peer silent = stage.nginx("silent", 9003, Configurations.withoutLog(unlogged));
    String socket = Configurations.render(Configurations.generous(Configurations.UNIX, 9004));
    Peer unix = stage.nginx("unix", 9004, Configurations.withoutLog(socket));
    Peer haproxy = stage.haproxy("HAProxy", 9005);
    Peer haproxyUnix = new Peer("HAProxy unix", haproxy.container(), 9006);
    Peer haproxyEqual = new Peer("HAProxy equal", haproxy.container(), 9007);
    String defaults = Configurations.render(Configurations.limited(Configurations.TCP, 9008));
    Peer limited = stage.nginx("limited", 9008, defaults);

    say("throughput");
    Throughput throughput =
        new Throughput(
            stage, scale, List.of(naive, ours, silent, haproxy, haproxyEqual, unix, haproxyUnix));
    throughput.measure();
    saturated(throughput, naive, ours, silent, haproxy, unix, haproxyUnix);
    figures.add(
        Figure.told(
            "the same over TCP, where HAProxy also makes the request id, sets and clears the same headers",
            Figure.text(throughput.timesFaster(silent, haproxyEqual)) + " times"));
    say("added latency");
    AddedLatency latency = new AddedLatency(stage, scale, List.of(direct, naive, ours, haproxy));
    figures.add(
        Figure.atMost(
            0.15,
            " ms",
            "p99 added over direct, %,d requests a second".formatted(AddedLatency.RATE),
            latency.added(ours, direct),
            "direct %s ms; naive adds %s, HAProxy %s"
                .formatted(
                    Figure.text(latency.p99(direct)),
                    Figure.text(latency.added(naive, direct)),
                    Figure.text(latency.added(haproxy, direct)))));
    say("inspection");
    figures.addAll(new InspectionCost(stage, scale).measure(direct, ours));
    say("limits and floods");
    Limits limits = new Limits(stage, scale, LIMIT);
    figures.addAll(limits.measure(limited, naive));
    say("slow clients");
    figures.addAll(SlowClients.measure(stage, scale, limited, naive));
    say("stops");
    figures.addAll(Stops.measure(stage));
    say("memory and start");
    figures.addAll(new Footprint(stage, scale).measure());
    say("plot");
    return Plots.measure(
        stage,
        scale,
        List.of(ours, naive, haproxy, direct),
        limits,
        List.of(new Peer("Breakwater", limited.container(), limited.port()), naive));
  }

  private void saturated(
      Throughput t, Peer naive, Peer ours, Peer silent, Peer haproxy, Peer unix, Peer haproxyUnix) {
    figures.add(
        Figure.atLeast(
            3,
            " times",
            "saturated throughput against naive, both logging",
            t.timesFaster(ours, naive),
            "%s against %s a second, %s against %s µs of CPU a request"
                .formatted(
                    Figure.text(t.perSecond(ours)),
                    Figure.text(t.perSecond(naive)),
                    Figure.text(t.cpuMicros(ours)),
                    Figure.text(t.cpuMicros(naive)))));
    figures.add(
        Figure.atMost(
            0.3,
            " times",
            "p99 at saturation against naive",
            t.timesTheP99(ours, naive),
            "%s against %s ms".formatted(Figure.text(t.p99(ours)), Figure.text(t.p99(naive)))));
    figures.add(against("over TCP", 0.95, t, silent, haproxy));
    figures.add(against("over a Unix socket", 1, t, unix, haproxyUnix));
  }

  private static Figure against(String road, double wanted, Throughput t, Peer ours, Peer haproxy) {
    return Figure.atLeast(
        wanted,
        " times",
        "saturated throughput against HAProxy " + road + ", equal limit, neither logging",
        t.timesFaster(ours, haproxy),
        "%s against %s a second, %s against %s µs of CPU a request"
            .formatted(
                Figure.text(t.perSecond(ours)),
                Figure.text(t.perSecond(haproxy)),
                Figure.text(t.cpuMicros(ours)),
                Figure.text(t.cpuMicros(haproxy))));
  }

  private static void say(String what) {
    System.err.println("measuring " + what);
  }

  private String table() {
    StringBuilder table =
        new StringBuilder("| figure | wanted | measured | |\n|---|---|---|---|\n");
    figures.forEach(figure -> table.append(figure.row()));
    return table.toString();
  }
}
