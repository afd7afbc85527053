package dev.breakwater.cli;

import dev.breakwater.model.Inventory;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Policy;
import dev.breakwater.report.Lines;
import dev.breakwater.report.Results;
import dev.breakwater.report.TextReport;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.SourceFile;
import dev.breakwater.source.UnreadableSourceException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Judges files. */
final class Check implements Callable<Integer> {
  private final List<Path> paths;

  Check(List<Path> paths) {
    this.paths = List.copyOf(paths);
  }

  @Override
  public Integer call() throws Exception {
    Inventory inventory = Inventory.EMPTY;
    for (Path path : paths) {
      try {
        inventory = inventory.and(SourceFile.read(path).inventory());
      } catch (UnreadableSourceException e) {
        System.err.println("breakwater: " + e.getMessage());
        return ExitCode.USAGE;
      }
    }
    Policy policy = Rules.restricted();
    Assessment assessment = policy.judge(inventory);
    new TextReport(false)
        .write(new Results(assessment, inventory, paths.size(), policy, Lines.NONE), System.out);
    return assessment.outcome() == Outcome.FAIL
        ? ExitCode.FINDINGS
        : assessment.outcome() == Outcome.PASS ? ExitCode.CLEAN : ExitCode.INCOMPLETE;
  }
}
