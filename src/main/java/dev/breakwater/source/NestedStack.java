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
  /**
   * The one that this resource makes.
   *
   * @param url the property that names its template
   * @param given to the template of the resource: what a default leaves open there is open here
   */
  static NestedStack of(
      Node resource, String url, Location at, Intrinsics intrinsics, Given given) {
    Node condition = resource.entry("Condition");
    Node written = resource.entry("Properties");
    Node properties = intrinsics.where(condition, () -> intrinsics.resolve(written));
    Intrinsics certain = intrinsics.withoutDefaults();
    return new NestedStack(
        at,
        properties.property(url),
        new Node.Nothing(at),
        new Given(
            properties.property("Parameters"),
            certain.where(condition, () -> certain.resolve(written)).property("Parameters"),
            given.deployment()));
  }

  /** The stacks that a stack set makes, in places that are not known. */
  static NestedStack ofSet(Node properties, Location at) {
    return new NestedStack(
        at,
        properties.property("TemplateURL"),
        properties.property("TemplateBody"),
        Given.unknown());
  }

  /** It was not read, for this reason. */
  Gap unread(String reason) {
    return new Gap(location, "nested stack " + location.subject() + ": " + reason);
  }
}
