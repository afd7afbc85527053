package dev.breakwater.policy;

import dev.breakwater.model.Container;

/** A rule that a container's own definition decides. */
@FunctionalInterface
public non-sealed interface ContainerRule extends Rule {
  /** The verdict on one container. */
  Verdict judge(Container container);

  @Override
  default Subject.Kind kind() {
    return Subject.Kind.CONTAINER;
  }
}
