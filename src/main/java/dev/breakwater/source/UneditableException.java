package dev.breakwater.source;

/** A text that is not changed, because it cannot be done for certain; the message says why. */
public final class UneditableException extends Exception {
  private static final long serialVersionUID = 1L;

  UneditableException(String reason) {
    super(reason);
  }
}
