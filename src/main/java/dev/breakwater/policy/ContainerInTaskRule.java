package dev.breakwater.policy;

import dev.breakwater.model.Container;
import dev.breakwater.model.TaskDefinition;

/** A rule about a container that its task definition helps to decide. */
@FunctionalInterface
public non-sealed interface ContainerInTaskRule extends Rule {
  /** The verdict on one container of the task. */
  Verdict judge(Container container, TaskDefinition task);

  @Override
  default Subject.Kind kind() {
    return Subject.Kind.CONTAINER;
  }
}
