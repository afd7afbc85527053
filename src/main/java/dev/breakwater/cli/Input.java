package dev.breakwater.cli;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Location;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One thing to judge.
 *
 * @param path where; {@code -} is standard input
 * @param kind how it was found
 * @param argument which of the arguments it is or lies in
 * @param gap why it cannot be judged, where that is known already
 */
record Input(Path path, Kind kind, int argument, Optional<Gap> gap) {

  /** How an input was found, which decides what happens where it is none of ours. */
  enum Kind {
    /** Somebody named it. */
    NAMED,
    /** It lies in a folder. */
    MET,
    /** It is standard input. */
    STANDARD
  }

  static Input of(Path path, Kind kind, int argument) {
    return new Input(path, kind, argument, Optional.empty());
  }

  static Input unread(Path path, int argument, String reason) {
    return new Input(
        path,
        Kind.MET,
        argument,
        Optional.of(new Gap(new Location(path.toString(), "", 0, 0), reason)));
  }
}
