package dev.breakwater.cli;

import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Policy;
import dev.breakwater.report.Printable;
import dev.breakwater.rule.NoSecretInEnvironment;
import dev.breakwater.source.UnreadableSourceException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code check --fix}: shows what it would change, or changes it. */
final class Fixing {
  private static final Policy SECRETS = new Policy(List.of(new NoSecretInEnvironment()));

  private final Sought sought;
  private final FixedText.Bench bench;
  private final boolean writes;
  private final Console console;
  private int fixed;
  private int left;
  private int code = ExitCode.CLEAN;

  Fixing(Sought sought, Judges judges, LocalDate today, boolean writes, Console console) {
    this.sought = sought;
    bench = new FixedText.Bench(judges.policy(), judges.waivers(), today, sought.deployment());
    this.writes = writes;
    this.console = console;
  }

  /** The exit code: findings where anything is to be fixed or left. */
  int run(List<Input> inputs) throws Failure {
    for (Input input : inputs) {
      try {
        Optional<FixableFile> file = FixableFile.read(input, sought);
        if (file.isPresent()) {
          fix(file.get());
        }
      } catch (Failure e) {
        if (e.exitCode() == ExitCode.BROKEN) {
          throw e;
        }
        console.say(Printable.of(e.getMessage()));
        worse(input.kind() == Input.Kind.MET ? ExitCode.INCOMPLETE : ExitCode.USAGE);
      }
    }
    console.say(
        "%d findings %s; of %d that are left only a person can say what is right"
            .formatted(fixed, writes ? "were fixed" : "can be fixed", left));
    return code;
  }

  private void fix(FixableFile file) throws Failure {
    String name = file.path().toString();
    try {
      FixedText text = FixedText.of(file.text(), name, bench);
      if (!text.fixed().isEmpty()) {
        FixDiff.of(file, text.text(), secretLines(file)).forEach(console::print);
        worse(ExitCode.FINDINGS);
      }
      if (writes && !text.fixed().isEmpty()) {
        file.write(text.text());
      }
      fixed += text.fixed().size();
      left += text.left().size();
      text.left().forEach(this::sayWhyNot);
    } catch (UnreadableSourceException e) {
      console.say(Printable.of(e.getMessage()));
      worse(ExitCode.INCOMPLETE);
    }
  }

  private void sayWhyNot(Finding finding, String why) {
    worse(finding.problem().outcome() == Outcome.FAIL ? ExitCode.FINDINGS : ExitCode.INCOMPLETE);
    if (!why.isEmpty()) {
      console.say(
          Printable.of(
              "%s: %s: %s is not fixed: %s"
                  .formatted(finding.location(), finding.subject(), finding.rule().id(), why)));
    }
  }

  private Set<Integer> secretLines(FixableFile file) throws UnreadableSourceException {
    Set<Integer> lines = new HashSet<>();
    for (Finding finding : bench.with(SECRETS).findings(file.text(), file.path().toString())) {
      lines.add(finding.location().line());
    }
    return lines;
  }

  /** Wrong usage says more than findings, and findings more than what is unknown. */
  private void worse(int other) {
    List<Integer> order =
        List.of(ExitCode.CLEAN, ExitCode.INCOMPLETE, ExitCode.FINDINGS, ExitCode.USAGE);
    code = order.indexOf(other) > order.indexOf(code) ? other : code;
  }
}
