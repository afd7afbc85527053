package dev.breakwater.report;

/** A baseline that cannot be read or written: wrong usage, in one sentence that names the file. */
public final class BaselineException extends Exception {
  private static final long serialVersionUID = 1L;

  BaselineException(String sentence) {
    super(sentence);
  }
}
