package dev.breakwater.report;

import dev.breakwater.model.Location;
import java.util.Optional;

/** The text of sources, for reports that show the offending line. */
@FunctionalInterface
public interface Lines {
  /** No text. */
  Lines NONE = location -> Optional.empty();

  /** The line of this place, without its end; empty where it cannot be had. */
  Optional<String> line(Location location);
}
