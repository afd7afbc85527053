package dev.breakwater.model;

import java.util.Objects;

/**
 * A place that could not be read, and why. A gap is never clean.
 *
 * @param location where
 * @param reason one sentence: what could not be read, and why
 */
public record Gap(Location location, String reason) {
  public Gap {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(reason, "reason");
  }
}
