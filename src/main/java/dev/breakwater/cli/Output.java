package dev.breakwater.cli;

import dev.breakwater.report.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A report that is to be written.
 *
 * @param file where to; standard output where it is empty
 */
record Output(Format format, Optional<Path> file) {

  /** What the options ask for: first the files, then standard output, which may be closed early. */
  static List<Output> of(CheckWords words) throws Failure {
    List<Output> outputs = new ArrayList<>();
    Set<Path> files = new HashSet<>();
    for (Given report : words.all(CheckOption.REPORT)) {
      int equals = report.value().indexOf('=');
      if (equals < 0) {
        throw report.wrong("FORMAT=FILE, such as sarif=breakwater.sarif", List.of());
      }
      Format format = report.with(report.value().substring(0, equals)).among(Format.values());
      outputs.add(file(format, report.with(report.value().substring(equals + 1)), files));
    }
    Optional<Given> named = words.one(CheckOption.FORMAT);
    Format format = named.isEmpty() ? Format.TEXT : named.get().among(Format.values());
    Optional<Given> file = words.one(CheckOption.OUTPUT);
    outputs.add(
        file.isEmpty() || file.get().value().equals("-")
            ? new Output(format, Optional.empty())
            : file(format, file.get(), files));
    return outputs;
  }

  private static Output file(Format format, Given given, Set<Path> files) throws Failure {
    Path file = Paths.of(given);
    if (file.toString().equals("-")) {
      throw new Failure(
          ExitCode.USAGE,
          given.origin() + " writes files; --format chooses what standard output gets");
    }
    if (!files.add(file.toAbsolutePath().normalize())) {
      throw new Failure(ExitCode.USAGE, given.origin() + " writes a second report to " + file);
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new Failure(ExitCode.USAGE, "%s: %s is a folder".formatted(given.origin(), file));
    }
    if (!Files.isDirectory(folder)) {
      throw new Failure(
          ExitCode.USAGE, "%s: there is no folder %s".formatted(given.origin(), folder));
    }
    return new Output(format, Optional.of(file));
  }
}
