package dev.breakwater.policy;

import dev.breakwater.model.TaskDefinition;

/** A rule about a task definition as a whole. */
@FunctionalInterface
public non-sealed interface TaskRule extends Rule {
  /** The verdict on one task definition. */
  Verdict judge(TaskDefinition task);

  @Override
  default Subject.Kind kind() {
    return Subject.Kind.TASK_DEFINITION;
  }
}
