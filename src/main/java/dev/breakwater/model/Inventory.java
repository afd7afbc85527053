package dev.breakwater.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a source gave.
 *
 * @param taskDefinitions in the source's order
 * @param services services and task sets, in the source's order
 * @param gaps what could not be read
 */
public record Inventory(
    List<TaskDefinition> taskDefinitions, List<Service> services, List<Gap> gaps) {
  /** Nothing. */
  public static final Inventory EMPTY = new Inventory(List.of(), List.of(), List.of());

  public Inventory {
    taskDefinitions = List.copyOf(taskDefinitions);
    services = List.copyOf(services);
    gaps = List.copyOf(gaps);
  }

  /** Both, the other's behind this one's. */
  public Inventory and(Inventory other) {
    return new Inventory(
        joined(taskDefinitions, other.taskDefinitions),
        joined(services, other.services),
        joined(gaps, other.gaps));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
