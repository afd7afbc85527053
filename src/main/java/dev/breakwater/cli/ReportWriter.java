package dev.breakwater.cli;

import dev.breakwater.report.Format;
import dev.breakwater.report.Report;
import dev.breakwater.report.Results;
import dev.breakwater.report.TextReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes reports. One in a file is written beside it and then moved, so that nobody ever reads half
 * of one: not after Ctrl-C, and not where the disk is full.
 */
final class ReportWriter {
  private final OutputStream out;
  private final boolean outIsPipe;
  private final boolean colours;

  ReportWriter(OutputStream out, boolean outIsPipe, boolean colours) {
    this.out = out;
    this.outIsPipe = outIsPipe;
    this.colours = colours;
  }

  void write(Output output, Results results) throws Failure {
    String where = output.file().map(Path::toString).orElse("standard output");
    try {
      if (output.file().isPresent()) {
        toFile(output.format().report(), output.file().get(), results);
      } else {
        toStandardOutput(output.format(), results);
      }
    } catch (IOException e) {
      throw new Failure(
          ExitCode.BROKEN,
          "the %s report cannot be written to %s: %s"
              .formatted(Given.nameOf(output.format()), where, reason(e)));
    }
  }

  private void toStandardOutput(Format format, Results results) throws IOException {
    Report report = format == Format.TEXT ? new TextReport(colours) : format.report();
    try {
      Writer writer = writer(out);
      report.write(results, writer);
      writer.flush();
    } catch (IOException e) {
      // Whoever reads a pipe has had enough: not an error, and nobody is left to be told.
      if (!outIsPipe && !reason(e).toLowerCase(Locale.ROOT).contains("pipe")) {
        throw e;
      }
    }
  }

  private static void toFile(Report report, Path file, Results results) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A device or a named pipe: there is nothing to move onto it.
      write(report, results, Files.newOutputStream(file));
      return;
    }
    Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path beside =
        real.resolveSibling(
            "." + real.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    Thread remove = new Thread(() -> remove(beside));
    Runtime.getRuntime().addShutdownHook(remove);
    try {
      write(
          report,
          results,
          Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      remove(beside);
      forget(remove);
    }
  }

  private static void write(Report report, Results results, OutputStream to) throws IOException {
    try (Writer writer = writer(to)) {
      report.write(results, writer);
    }
  }

  private static Writer writer(OutputStream to) {
    return new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), 1 << 16);
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // It stays, under a name that nobody takes for a report.
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending: the hook runs, and does no harm.
    }
  }

  private static String reason(IOException broken) {
    if (broken instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (broken instanceof NoSuchFileException) {
      return "its folder is gone";
    }
    return Optional.ofNullable(
            broken instanceof FileSystemException file ? file.getReason() : broken.getMessage())
        .orElse("it cannot be written");
  }
}
