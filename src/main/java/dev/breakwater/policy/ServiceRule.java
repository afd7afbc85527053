package dev.breakwater.policy;

import dev.breakwater.model.Service;

/** A rule about a service or a task set. */
@FunctionalInterface
public non-sealed interface ServiceRule extends Rule {
  /** The verdict on one service. */
  Verdict judge(Service service);

  @Override
  default Subject.Kind kind() {
    return Subject.Kind.SERVICE;
  }
}
