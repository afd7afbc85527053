package dev.breakwater.cli;

import dev.breakwater.model.Location;
import dev.breakwater.policy.Finding;
import dev.breakwater.report.Excerpt;
import dev.breakwater.rule.NoSecretInEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The lines of sources at which findings point. */
final class LinesOf {
  private final Opener opener;

  /** Opens a source by its name. */
  @FunctionalInterface
  interface Opener {
    InputStream open(String source) throws IOException;
  }

  LinesOf(Opener opener) {
    this.opener = opener;
  }

  /** What may be shown; nothing of a place that holds a secret, whichever rule points there. */
  Map<Location, Excerpt> excerpts(List<Finding> findings) {
    Set<Location> secret = new HashSet<>();
    Map<String, Map<Integer, Set<Location>>> wanted = new HashMap<>();
    for (Finding finding : findings) {
      Location at = finding.location();
      if (finding.rule() instanceof NoSecretInEnvironment) {
        secret.add(at);
      }
      if (at.line() > 0) {
        wanted
            .computeIfAbsent(at.source(), source -> new TreeMap<>())
            .computeIfAbsent(at.line(), line -> new HashSet<>())
            .add(at);
      }
    }
    Map<Location, Excerpt> excerpts = new HashMap<>();
    wanted.forEach((source, lines) -> add(source, lines, excerpts));
    secret.forEach(at -> excerpts.keySet().removeIf(other -> samePlace(at, other)));
    return excerpts;
  }

  private static boolean samePlace(Location one, Location other) {
    return one.line() == other.line()
        && one.column() == other.column()
        && one.source().equals(other.source());
  }

  /** A source that has gone since it was judged, or that is none that has lines, shows none. */
  private void add(
      String source, Map<Integer, Set<Location>> lines, Map<Location, Excerpt> excerpts) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(opener.open(source), StandardCharsets.UTF_8))) {
      int number = 0;
      for (Map.Entry<Integer, Set<Location>> entry : lines.entrySet()) {
        String line = "";
        while (number < entry.getKey()) {
          line = reader.readLine();
          if (line == null) {
            return;
          }
          number++;
        }
        String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (text.indexOf('\0') < 0) {
          entry
              .getValue()
              .forEach(
                  at ->
                      Excerpt.of(text, at.column())
                          .ifPresent(excerpt -> excerpts.put(at, excerpt)));
        }
      }
    } catch (IOException e) {
      // Shown without its lines.
    }
  }
}
