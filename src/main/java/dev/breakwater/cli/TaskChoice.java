package dev.breakwater.cli;

import dev.breakwater.model.Inventory;
import dev.breakwater.model.Service;
import dev.breakwater.model.TaskDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which task definition of a source is run. */
final class TaskChoice {
  private TaskChoice() {}

  /**
   * The one that is asked for, or the only one.
   *
   * @param service the name of a service or task definition, or its beginning
   */
  static TaskDefinition of(Inventory inventory, Optional<String> service, String source)
      throws Failure {
    List<TaskDefinition> tasks = inventory.taskDefinitions();
    if (tasks.isEmpty()) {
      boolean unread = !inventory.gaps().isEmpty();
      throw new Failure(
          unread ? ExitCode.INCOMPLETE : ExitCode.USAGE,
          unread
              ? "no task definition could be read from " + source
              : source + " holds no ECS task definition");
    }
    Map<String, TaskDefinition> names = names(inventory);
    if (service.isEmpty()) {
      if (tasks.size() == 1) {
        return tasks.get(0);
      }
      throw new Failure(
          ExitCode.USAGE,
          "%s holds %d task definitions; choose one with --service: %s"
              .formatted(source, tasks.size(), Commands.listed(labels(tasks))));
    }
    return named(names, service.get(), source);
  }

  private static TaskDefinition named(
      Map<String, TaskDefinition> names, String wanted, String source) throws Failure {
    TaskDefinition exact = names.get(wanted);
    if (exact != null) {
      return exact;
    }
    List<TaskDefinition> beginning =
        names.entrySet().stream()
            .filter(name -> lower(name.getKey()).startsWith(lower(wanted)))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    if (beginning.size() == 1) {
      return beginning.get(0);
    }
    throw new Failure(
        ExitCode.USAGE,
        "%s has no service or task definition %s%s There are: %s"
            .formatted(
                source,
                wanted,
                Nearest.question(wanted, names.keySet()),
                Commands.listed(new ArrayList<>(names.keySet()))));
  }

  /** Every name by which a task definition is known. */
  private static Map<String, TaskDefinition> names(Inventory inventory) {
    Map<String, TaskDefinition> names = new LinkedHashMap<>();
    for (TaskDefinition task : inventory.taskDefinitions()) {
      names.put(label(task), task);
      task.family().known().ifPresent(family -> names.put(family, task));
    }
    for (Service service : inventory.services()) {
      Optional<TaskDefinition> task =
          service.taskDefinition().known().map(names::get).filter(found -> found != null);
      task.ifPresent(
          found -> {
            names.putIfAbsent(service.resource(), found);
            service.name().known().ifPresent(name -> names.putIfAbsent(name, found));
          });
    }
    names.remove("");
    return names;
  }

  private static List<String> labels(List<TaskDefinition> tasks) {
    return tasks.stream().map(TaskChoice::label).toList();
  }

  /** What a task definition is called in messages. */
  static String label(TaskDefinition task) {
    return task.resource().isEmpty()
        ? task.family().known().orElse("the task definition")
        : task.resource();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
