package dev.breakwater.policy;

import dev.breakwater.model.CapacityProvider;

/** A rule about a capacity provider. */
@FunctionalInterface
public non-sealed interface CapacityProviderRule extends Rule {
  /** The verdict on one. */
  Verdict judge(CapacityProvider provider);

  @Override
  default Subject.Kind kind() {
    return Subject.Kind.CAPACITY_PROVIDER;
  }
}
