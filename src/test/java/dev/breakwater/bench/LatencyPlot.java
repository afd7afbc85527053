package dev.breakwater.bench;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two charts in one SVG, both axes logarithmic: p99 over the load, and over one client's flood. */
final class LatencyPlot {
  private static final Path TEMPLATE = Path.of("src/bench/peers/latency.svg.mustache");
  private static final double WIDTH = 380;
  private static final double HEIGHT = 280;
  private static final double LEAST_MILLIS = 0.03;
  private static final double MOST_MILLIS = 3_000;

  /** One measured point. */
  record Point(double perSecond, double millis) {}

  /** A line of the chart. */
  record Line(String name, List<Point> points) {}

  private LatencyPlot() {}

  static String draw(List<Line> load, List<Line> flood) throws IOException {
    try (Reader template = Files.newBufferedReader(TEMPLATE, StandardCharsets.UTF_8)) {
      return Mustache.compiler()
          .compile(template)
          .execute(
              Map.of(
                  "charts",
                  List.of(
                      chart(
                          "All clients within their limits", "requests a second offered", 60, load),
                      chart(
                          "Ordinary clients while another floods",
                          "requests a second of the flood",
                          520,
                          flood))));
    }
  }

  private static Map<String, Object> chart(String title, String axis, int left, List<Line> lines) {
    double least =
        lines.stream()
            .flatMap(l -> l.points.stream())
            .mapToDouble(Point::perSecond)
            .min()
            .orElse(1);
    double most =
        lines.stream()
            .flatMap(l -> l.points.stream())
            .mapToDouble(Point::perSecond)
            .max()
            .orElse(2);
    List<Map<String, Object>> drawn = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      drawn.add(line(lines.get(i), i, least, most));
    }
    return Map.of(
        "title", title,
        "axis", axis,
        "left", left,
        "lines", drawn,
        "across", across(least, most),
        "up", up());
  }

  private static Map<String, Object> line(Line line, int index, double least, double most) {
    StringBuilder path = new StringBuilder();
    List<Map<String, String>> dots = new ArrayList<>();
    for (Point point : line.points) {
      String x = number(share(point.perSecond, least, most) * WIDTH);
      String y = number(HEIGHT - share(point.millis, LEAST_MILLIS, MOST_MILLIS) * HEIGHT);
      path.append(path.isEmpty() ? "M" : "L").append(x).append(' ').append(y);
      dots.add(
          Map.of(
              "x", x,
              "y", y,
              "tip",
                  line.name
                      + ": "
                      + Figure.text(point.perSecond)
                      + " a second, p99 "
                      + Figure.text(point.millis)
                      + " ms"));
    }
    return Map.of(
        "name",
        line.name,
        "colour",
        "c" + index,
        "path",
        path.toString(),
        "dots",
        dots,
        "legend",
        16 + 18 * index);
  }

  private static List<Map<String, String>> across(double least, double most) {
    List<Map<String, String>> ticks = new ArrayList<>();
    for (int tick : new int[] {100, 300, 1_000, 3_000, 10_000, 30_000}) {
      if (tick >= least * 0.99 && tick <= most * 1.01) {
        String x = number(share(tick, least, most) * WIDTH);
        ticks.add(Map.of("x", x, "text", String.format(Locale.ROOT, "%,d", tick)));
      }
    }
    return ticks;
  }

  private static List<Map<String, String>> up() {
    List<Map<String, String>> ticks = new ArrayList<>();
    for (double tick : new double[] {0.1, 1, 10, 100, 1_000}) {
      String y = number(HEIGHT - share(tick, LEAST_MILLIS, MOST_MILLIS) * HEIGHT);
      String text = tick < 1 ? "0.1 ms" : tick < 1_000 ? (int) tick + " ms" : "1 s";
      ticks.add(Map.of("y", y, "text", text));
    }
    return ticks;
  }

  /** Where between two values on a logarithmic axis, 0 to 1. */
  private static double share(double value, double least, double most) {
    double within = Math.min(most, Math.max(least, value));
    return Math.log(within / least) / Math.log(most / least);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
