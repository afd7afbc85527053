package dev.breakwater.cli;

import dev.breakwater.policy.Rule;
import dev.breakwater.report.GuardExport;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The other engines for which rules are written. */
enum RuleExport {
  GUARD;

  String text(List<Rule> rules) {
    return switch (this) {
      case GUARD -> GuardExport.of(rules);
    };
  }

  /** As the command line takes them. */
  static List<String> names() {
    return Arrays.stream(values()).map(engine -> engine.name().toLowerCase(Locale.ROOT)).toList();
  }

  static RuleExport named(String name) throws Failure {
    return Arrays.stream(values())
        .filter(engine -> engine.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    ExitCode.USAGE,
                    "--export must be %s, got %s%s"
                        .formatted(
                            String.join(" or ", names()), name, Nearest.question(name, names()))));
  }
}
