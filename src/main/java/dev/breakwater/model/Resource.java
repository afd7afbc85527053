package dev.breakwater.model;

import java.util.Objects;

/**
 * What a source says of a resource besides its properties.
 *
 * @param location the resource, with its logical id as subject; a template as a whole has none
 * @param constructPath {@code Metadata.aws:cdk:path}; empty where the CDK wrote none
 * @param waivers {@code Metadata.Breakwater.waivers}
 */
public record Resource(Location location, String constructPath, Values<WaiverEntry> waivers) {
  public Resource {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(constructPath, "constructPath");
    Objects.requireNonNull(waivers, "waivers");
  }
}
