package dev.breakwater.report;

import dev.breakwater.model.Container;
import dev.breakwater.model.Service;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pictures of a page.
 *
 * @param drawn the worst first
 * @param leftOut how many are not drawn
 */
record TaskPictures(List<Picture> drawn, int leftOut) {
  private static final int MOST = 60;

  TaskPictures {
    drawn = List.copyOf(drawn);
  }

  static TaskPictures of(Results results) {
    Locks locks = new Locks(results);
    Set<List<String>> open = open(results.inventory().services());
    List<TaskDefinition> tasks =
        results.inventory().taskDefinitions().stream()
            .sorted(
                Comparator.comparingInt((TaskDefinition task) -> locks.broken(subjects(task)))
                    .reversed())
            .limit(MOST)
            .toList();
    List<Picture> drawn = new ArrayList<>();
    for (TaskDefinition task : tasks) {
      String source = task.family().location().source();
      boolean internet = names(task).anyMatch(name -> open.contains(List.of(source, name)));
      drawn.add(new TaskPicture(task, locks, internet).draw("task" + drawn.size()));
    }
    return new TaskPictures(drawn, results.inventory().taskDefinitions().size() - drawn.size());
  }

  /** The task definitions of services that get public addresses, each beside its file. */
  private static Set<List<String>> open(List<Service> services) {
    Set<List<String>> open = new HashSet<>();
    for (Service service : services) {
      if (service.assignPublicIp().known().filter("ENABLED"::equals).isPresent()) {
        String source = service.name().location().source();
        written(service.taskDefinition()).forEach(name -> open.add(List.of(source, name)));
      }
    }
    return open;
  }

  private static Stream<String> written(Setting<String> reference) {
    return reference instanceof Setting.Unresolved<String> unresolved
        ? Stream.of(unresolved.expression())
        : reference.known().stream();
  }

  private static Stream<String> names(TaskDefinition task) {
    return Stream.concat(
        Stream.of(task.resource(), "${" + task.resource() + "}"), task.family().known().stream());
  }

  private static List<Locks.Subject> subjects(TaskDefinition task) {
    String source = task.family().location().source();
    return Stream.concat(
            Stream.of(""),
            task.containers().known().map(Container::name).flatMap(name -> name.known().stream()))
        .map(name -> new Locks.Subject(source, task.resource(), name))
        .toList();
  }
}
