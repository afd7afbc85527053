package dev.breakwater.policy;

import dev.breakwater.model.Gap;
import java.util.Objects;

/**
 * A place that could not be read, and that somebody accepts for a while.
 *
 * @param gap where, and why it could not be read
 * @param waiver what accepts it
 */
public record WaivedGap(Gap gap, Waiver waiver) {
  public WaivedGap {
    Objects.requireNonNull(gap, "gap");
    Objects.requireNonNull(waiver, "waiver");
  }
}
