package dev.breakwater.rule;

import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Rule;
import dev.breakwater.source.Template;
import dev.breakwater.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A template of the fixtures, or one that differs from it in a few places.
 *
 * @param name the file in {@code src/test/resources}
 * @param text what it holds
 */
record Fixture(String name, String text) {

  static Fixture read(String name) {
    try {
      return new Fixture(name, Files.readString(Path.of("src/test/resources", name)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Fixture hardened() {
    return read("hardened.yaml");
  }

  /** The same with this text, which must be there exactly once, changed. */
  Fixture with(String before, String after) {
    int at = text.indexOf(before);
    if (at < 0 || text.indexOf(before, at + 1) >= 0) {
      throw new IllegalArgumentException("wanted exactly once in " + name + ": " + before);
    }
    return new Fixture(name, text.replace(before, after));
  }

  /** The same without the line that begins with this, its indentation aside. */
  Fixture without(String line) {
    return with(
        text.lines()
                .filter(candidate -> candidate.strip().startsWith(line))
                .collect(Collectors.joining())
            + "\n",
        "");
  }

  Assessment assess(Policy policy) {
    try {
      return policy.judge(Template.parse(text, name));
    } catch (UnreadableSourceException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  List<Finding> findings(Rule rule) {
    return assess(new Policy(List.of(rule))).findings();
  }

  /** The worst that a rule says of it. */
  Outcome outcome(Rule rule) {
    return findings(rule).stream()
        .map(finding -> finding.problem().outcome())
        .max(Outcome::compareTo)
        .orElse(Outcome.PASS);
  }

  /** What a rule says of it: {@code FAIL user 'root' is root}, or nothing. */
  String says(Rule rule) {
    return findings(rule).stream()
        .map(finding -> finding.problem().outcome() + " " + finding.problem().reason())
        .collect(Collectors.joining("; "));
  }
}
