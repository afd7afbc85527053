package dev.breakwater.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Names of files, as somebody typed them. */
final class Paths {
  private Paths() {}

  /** The file that an option names. */
  static Path of(Given given) throws Failure {
    if (given.value().isEmpty()) {
      throw given.wrong("the name of a file", List.of());
    }
    return of(given.value());
  }

  /** A name that no file system takes, such as one with a NUL, is wrong usage. */
  static Path of(String name) throws Failure {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new Failure(
          ExitCode.USAGE, "%s cannot be the name of a file: %s".formatted(name, e.getReason()));
    }
  }
}
