package dev.breakwater.cli;

import dev.breakwater.source.SourceFile;
import dev.breakwater.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** No report is written over what is judged, or over what the judgement is made of. */
final class Overwriting {
  private static final List<CheckOption> READ =
      List.of(
          CheckOption.BASELINE, CheckOption.CONFIG, CheckOption.IMAGE_INFO, CheckOption.PARAMETERS);

  private Overwriting() {}

  static void refuse(List<Output> outputs, CheckWords words, Discovery.Found found, Sought sought)
      throws Failure {
    for (Output output : outputs) {
      if (output.file().isPresent()) {
        refuse(output.file().get(), words, found, sought);
      }
    }
  }

  private static void refuse(Path report, CheckWords words, Discovery.Found found, Sought sought)
      throws Failure {
    for (CheckOption option : READ) {
      Optional<Given> given = words.one(option);
      if (given.isPresent() && isSame(report, Paths.of(given.get()))) {
        throw refusal(report, "%s names it too".formatted(given.get().origin()));
      }
    }
    for (Input input : found.inputs()) {
      if (isSame(report, input.path()) && isJudged(input, sought)) {
        throw refusal(report, "it is judged");
      }
    }
  }

  private static Failure refusal(Path report, String why) {
    return new Failure(
        ExitCode.USAGE, "a report cannot be written over %s: %s".formatted(report, why));
  }

  /** Links and other names lead to one file. A file that is not there yet has the same name. */
  private static boolean isSame(Path report, Path other) {
    if (!Files.isRegularFile(report) || !Files.exists(other)) {
      return report.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
    try {
      return Files.isSameFile(report, other);
    } catch (IOException e) {
      return false;
    }
  }

  /** The report of the last run lies in the folder too, and is none of ours. */
  private static boolean isJudged(Input input, Sought sought) {
    if (input.kind() != Input.Kind.MET) {
      return input.kind() == Input.Kind.NAMED;
    }
    try {
      return SourceFile.readMet(input.path(), sought.type(), sought.deployment()).isPresent();
    } catch (UnreadableSourceException e) {
      return true;
    }
  }
}
