package dev.breakwater.report;

import dev.breakwater.model.Location;
import java.util.Optional;

/** The text of sources, for reports that show the offending line. */
@FunctionalInterface
public interface Lines {
  /** No text. */
  Lines NONE = location -> Optional.empty();

  /** What may be shown of the line of this place; empty where nothing may, or it cannot be had. */
  Optional<Excerpt> excerpt(Location location);
}
