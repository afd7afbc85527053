package dev.breakwater.model;

import java.util.Objects;

/**
 * Where something was written.
 *
 * @param source the file, as the user named it, or an ARN
 * @param subject the resource it belongs to: a logical id, a family, an ARN; empty for the source
 *     as a whole
 * @param line the line, from 1; 0 when the source has no lines
 * @param column the column, from 1; 0 when the source has no lines
 */
public record Location(String source, String subject, int line, int column) {

  /** For values that were never written in any file, such as those a test makes. */
  public static final Location NOWHERE = new Location("", "", 0, 0);

  public Location {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(subject, "subject");
  }

  /** The same place, as part of another resource. */
  public Location of(String newSubject) {
    return new Location(source, newSubject, line, column);
  }

  /** {@code file:line:column}, or only the file where there are no lines. */
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
