package dev.breakwater.policy;

import dev.breakwater.model.HostTemplate;

/** A rule about what container instances are started from. */
@FunctionalInterface
public non-sealed interface HostRule extends Rule {
  /** The verdict on one. */
  Verdict judge(HostTemplate host);

  @Override
  default Subject.Kind kind() {
    return Subject.Kind.HOST;
  }
}
