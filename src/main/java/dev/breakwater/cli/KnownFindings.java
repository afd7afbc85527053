package dev.breakwater.cli;

import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Policy;
import dev.breakwater.report.Baseline;
import dev.breakwater.report.BaselineEntry;
import dev.breakwater.report.BaselineException;
import dev.breakwater.report.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The baseline that the options name.
 *
 * @param file where it is
 * @param before what it held; empty where there is none, or where it is written anew
 */
record KnownFindings(Optional<Path> file, Optional<Baseline> before) {

  static KnownFindings of(CheckWords words) throws Failure {
    Optional<Given> given = words.one(CheckOption.BASELINE);
    boolean writes = words.isOn(CheckOption.WRITE_BASELINE);
    if (given.isEmpty()) {
      if (writes) {
        throw new Failure(ExitCode.USAGE, "--write-baseline needs --baseline FILE: where to");
      }
      return new KnownFindings(Optional.empty(), Optional.empty());
    }
    Path file = Paths.of(given.get());
    try {
      // What is written over must be a baseline as well: a typo costs nobody a template.
      Optional<Baseline> before =
          writes && !Files.isRegularFile(file)
              ? Optional.empty()
              : Optional.of(Baseline.read(file));
      return new KnownFindings(Optional.of(file), writes ? Optional.empty() : before);
    } catch (BaselineException e) {
      throw new Failure(ExitCode.USAGE, given.get().origin() + ": " + e.getMessage());
    }
  }

  /** The assessment with what is known marked; the baseline is written where that was asked. */
  Assessment applied(Assessment assessment, Policy policy, List<Path> judged, Console console)
      throws Failure {
    if (file.isEmpty()) {
      return assessment;
    }
    if (before.isPresent()) {
      List<BaselineEntry> fixed = before.get().fixed(policy, assessment, judged);
      if (!fixed.isEmpty()) {
        console.say(
            "%d of the findings in %s are fixed; --write-baseline takes them out"
                .formatted(fixed.size(), file.get()));
        fixed.forEach(entry -> console.quote(Printable.of(named(entry))));
      }
      return before.get().applied(assessment);
    }
    Baseline now = Baseline.of(assessment);
    try {
      now.write(file.get());
    } catch (BaselineException e) {
      throw new Failure(ExitCode.BROKEN, e.getMessage());
    }
    console.say("wrote %d findings to %s".formatted(now.size(), file.get()));
    return now.applied(assessment);
  }

  private static String named(BaselineEntry entry) {
    String subject =
        entry.container().isEmpty() ? entry.resource() : entry.resource() + "/" + entry.container();
    return "%s: %s: %s: %s".formatted(entry.file(), subject, entry.rule(), entry.reason());
  }
}
