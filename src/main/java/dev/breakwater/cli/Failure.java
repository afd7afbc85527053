package dev.breakwater.cli;

import java.util.List;

/** Why a command ends early: a sentence for people, a code for programs. */
final class Failure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final transient List<String> lines;

  Failure(int exitCode, String sentence) {
    this(exitCode, sentence, List.of());
  }

  Failure(int exitCode, String sentence, List<String> lines) {
    super(sentence);
    this.exitCode = exitCode;
    this.lines = List.copyOf(lines);
  }

  int exitCode() {
    return exitCode;
  }

  /** What is shown above the sentence: the end of a log, or of a build's output. */
  List<String> lines() {
    return lines;
  }
}
