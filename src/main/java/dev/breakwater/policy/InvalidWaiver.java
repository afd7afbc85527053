package dev.breakwater.policy;

import dev.breakwater.model.Location;
import java.util.Objects;

/**
 * A waiver that is none, because something in it is missing or wrong: wrong usage, never silently
 * left out.
 *
 * @param location what is wrong, or the waiver that lacks something
 * @param reason what is wrong, without a full stop
 */
public record InvalidWaiver(Location location, String reason) {
  public InvalidWaiver {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(reason, "reason");
  }
}
