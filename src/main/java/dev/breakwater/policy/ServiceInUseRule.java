package dev.breakwater.policy;

import dev.breakwater.model.Service;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;

/** Judges a service and what it runs. */
public non-sealed interface ServiceInUseRule extends Rule {
  @Override
  default Subject.Kind kind() {
    return Subject.Kind.SERVICE;
  }

  /**
   * The verdict on this service.
   *
   * @param runs its task definition; unresolved where it is not in the same source
   */
  Verdict judge(Service service, Setting<TaskDefinition> runs);
}
