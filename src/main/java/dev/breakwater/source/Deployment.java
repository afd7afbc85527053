package dev.breakwater.source;

import java.util.Map;
import java.util.Optional;

/**
 * What is known of the deployment beside the template itself.
 *
 * @param parameters the values that are given to the template's parameters, by name
 * @param region what {@code AWS::Region} becomes
 * @param account what {@code AWS::AccountId} becomes, 12 digits
 */
public record Deployment(
    Map<String, String> parameters, Optional<String> region, Optional<String> account) {

  /** Nothing is known of it. */
  public static final Deployment UNKNOWN =
      new Deployment(Map.of(), Optional.empty(), Optional.empty());

  public Deployment {
    parameters = Map.copyOf(parameters);
  }
}
