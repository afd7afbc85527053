package dev.breakwater.source;

import dev.breakwater.model.Location;

/**
 * A file or a folder that cannot be read as what it should be. Checked, so that no caller can take
 * a source that was not read for one that holds nothing.
 */
public final class UnreadableSourceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Location location;
  private final String reason;

  UnreadableSourceException(Location location, String reason) {
    super(location + ": " + reason);
    this.location = location;
    this.reason = reason;
  }

  /** Where reading stopped; without a line where the file as a whole cannot be read. */
  public Location location() {
    return location;
  }

  /** What is wrong, without the place. The message holds both. */
  public String reason() {
    return reason;
  }
}
