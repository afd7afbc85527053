package dev.breakwater.source;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Location;

/**
 * A stack that is a resource of a template and has a template of its own.
 *
 * @param templateUrl where its template lies, resolved as far as can be
 * @param body its template itself, where it is written here; otherwise nothing
 * @param given what it gives to its template
 */
record NestedStack(Location location, Node templateUrl, Node body, Given given) {
  /** It was not read, for this reason. */
  Gap unread(String reason) {
    return new Gap(location, "nested stack " + location.subject() + ": " + reason);
  }
}
