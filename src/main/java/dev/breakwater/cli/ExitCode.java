package dev.breakwater.cli;

import dev.breakwater.policy.Outcome;

/** What an exit code means, in every command. */
final class ExitCode {
  /** Nothing is wrong. */
  static final int CLEAN = 0;

  /** Rules failed. */
  static final int FINDINGS = 1;

  /** The command was called in a way that cannot be understood. */
  static final int USAGE = 2;

  /** Something is unknown until deployment, or could not be read. */
  static final int INCOMPLETE = 3;

  /** Something outside, or this program itself, does not work. */
  static final int BROKEN = 4;

  private ExitCode() {}

  /** Of what was found. */
  static int of(Outcome outcome) {
    return switch (outcome) {
      case PASS -> CLEAN;
      case UNKNOWN -> INCOMPLETE;
      case FAIL -> FINDINGS;
    };
  }
}
