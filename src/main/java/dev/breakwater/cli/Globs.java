package dev.breakwater.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * Patterns as a {@code .gitignore} holds them, so that there is one kind to learn: without a slash
 * they match at any depth, and the last one that matches decides.
 */
record Globs(List<FastIgnoreRule> rules) {

  static Globs of(List<Given> patterns) throws Failure {
    if (patterns.isEmpty()) {
      return new Globs(List.of());
    }
    Ignores.silenceLogger();
    List<FastIgnoreRule> rules = new ArrayList<>();
    for (Given pattern : patterns) {
      FastIgnoreRule rule = new FastIgnoreRule(pattern.value());
      if (rule.isEmpty()) {
        throw pattern.wrong("a pattern as in .gitignore", List.of());
      }
      rules.add(rule);
    }
    return new Globs(rules);
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /**
   * Whether this matches, or a folder above it does.
   *
   * @param path relative to the folder that is judged
   */
  boolean match(Path path, boolean folder) {
    boolean matches = false;
    for (FastIgnoreRule rule : rules) {
      if (rule.isMatch(Ignores.slashed(path), folder)) {
        matches = rule.getResult();
      }
    }
    return matches;
  }
}
