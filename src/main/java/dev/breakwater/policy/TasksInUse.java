package dev.breakwater.policy;

import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.model.Service;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import java.util.HashMap;
import java.util.Map;

/** Which task definition a service runs, among those of its own source. */
final class TasksInUse {
  private final Map<Named, TaskDefinition> tasks = new HashMap<>();

  /** A logical id or a family. */
  private record Named(String source, String name) {}

  TasksInUse(Inventory inventory) {
    for (TaskDefinition task : inventory.taskDefinitions()) {
      String source = task.family().location().source();
      task.family().known().ifPresent(family -> tasks.put(new Named(source, family), task));
    }
    for (TaskDefinition task : inventory.taskDefinitions()) {
      tasks.put(new Named(task.family().location().source(), task.resource()), task);
    }
  }

  /** Unresolved where it is none of them. */
  Setting<TaskDefinition> of(Service service) {
    return of(service.taskDefinition());
  }

  private Setting<TaskDefinition> of(Setting<String> name) {
    if (name instanceof Setting.OneOf<String> choice) {
      return new Setting.OneOf<>(choice.arms().stream().map(this::of).toList(), choice.location());
    }
    if (name instanceof Setting.Known<String> known) {
      return named(known.value(), known.location());
    }
    if (name instanceof Setting.Unresolved<String> unresolved) {
      return new Setting.Unresolved<>(unresolved.expression(), unresolved.location());
    }
    return new Setting.Absent<>(name.location());
  }

  private Setting<TaskDefinition> named(String name, Location at) {
    String family = TaskDefinition.familyOf(name);
    TaskDefinition task =
        tasks.getOrDefault(new Named(at.source(), name), tasks.get(new Named(at.source(), family)));
    return task == null
        ? new Setting.Unresolved<>("task definition " + name + ", which is not in this source", at)
        : new Setting.Known<>(task, at);
  }
}
