package dev.breakwater;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a program in a test, with what it said. Nothing is interpreted: no shell is involved. */
public final class Shell {
  private static final long MINUTES = 10;

  private Shell() {}

  /** How a program ended, and all that it said (standard error only where it failed). */
  public record Result(String command, int code, String output) {
    /** Whether the exit code was 0. */
    public boolean succeeded() {
      return code == 0;
    }

    /** The output, or a failure of the test that shows it. */
    public String orThrow() {
      if (!succeeded()) {
        throw new AssertionError(command + " ended with " + code + ":\n" + output);
      }
      return output;
    }
  }

  /** Runs one program to its end. */
  public static Result run(String... command) {
    return pipe(List.of(command));
  }

  /** Runs programs, the output of each going to the next. */
  @SafeVarargs
  public static Result pipe(List<String>... commands) {
    try {
      Path errors = Files.createTempFile("breakwater-test", ".err");
      Path output = Files.createTempFile("breakwater-test", ".out");
      List<ProcessBuilder> builders =
          Stream.of(commands)
              .map(
                  command ->
                      new ProcessBuilder(command)
                          .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile())))
              .toList();
      builders.get(builders.size() - 1).redirectOutput(output.toFile());
      int code = 0;
      for (Process process : ProcessBuilder.startPipeline(builders)) {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new AssertionError(List.of(commands) + " took longer than " + MINUTES + " minutes");
        }
        code = Math.max(code, process.exitValue());
      }
      String said = Files.readString(output, StandardCharsets.UTF_8);
      String complained = Files.readString(errors, StandardCharsets.UTF_8);
      Files.delete(output);
      Files.delete(errors);
      return new Result(String.join(" ", commands[0]), code, code == 0 ? said : said + complained);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
