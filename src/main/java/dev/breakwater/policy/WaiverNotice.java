package dev.breakwater.policy;

import java.util.Objects;

/**
 * A waiver that does nothing and should be removed or renewed.
 *
 * @param waiver which
 * @param kind why it does nothing
 */
public record WaiverNotice(Waiver waiver, Kind kind) {
  public WaiverNotice {
    Objects.requireNonNull(waiver, "waiver");
    Objects.requireNonNull(kind, "kind");
  }

  /** Why a waiver does nothing. */
  public enum Kind {
    /** Its last day is over. */
    EXPIRED,
    /** Nothing that was judged needs it. */
    UNNEEDED
  }
}
