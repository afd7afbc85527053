package dev.breakwater.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a source gave, each list in the source's order.
 *
 * @param taskDefinitions task definitions
 * @param services services and task sets
 * @param clusters clusters
 * @param capacityProviders capacity providers
 * @param hosts launch templates and launch configurations
 * @param images images by themselves, each as the task that runs it as it is
 * @param resources what is written beside those of the above that have a construct path or waivers
 * @param gaps what could not be read
 */
public record Inventory(
    List<TaskDefinition> taskDefinitions,
    List<Service> services,
    List<Cluster> clusters,
    List<CapacityProvider> capacityProviders,
    List<HostTemplate> hosts,
    List<TaskDefinition> images,
    List<Resource> resources,
    List<Gap> gaps) {
  /** Nothing. */
  public static final Inventory EMPTY = new Builder().build();

  public Inventory {
    taskDefinitions = List.copyOf(taskDefinitions);
    services = List.copyOf(services);
    clusters = List.copyOf(clusters);
    capacityProviders = List.copyOf(capacityProviders);
    hosts = List.copyOf(hosts);
    images = List.copyOf(images);
    resources = List.copyOf(resources);
    gaps = List.copyOf(gaps);
  }

  /** Only what could not be read. */
  public static Inventory ofGaps(List<Gap> gaps) {
    Builder builder = new Builder();
    builder.gaps.addAll(gaps);
    return builder.build();
  }

  /** The same, with these task definitions. */
  public Inventory with(List<TaskDefinition> others) {
    return new Inventory(
        others, services, clusters, capacityProviders, hosts, images, resources, gaps);
  }

  /** Both, the other's behind this one's. */
  public Inventory and(Inventory other) {
    return new Inventory(
        joined(taskDefinitions, other.taskDefinitions),
        joined(services, other.services),
        joined(clusters, other.clusters),
        joined(capacityProviders, other.capacityProviders),
        joined(hosts, other.hosts),
        joined(images, other.images),
        joined(resources, other.resources),
        joined(gaps, other.gaps));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** Gathers what a source gives. */
  public static final class Builder {
    /** Task definitions. */
    public final List<TaskDefinition> taskDefinitions = new ArrayList<>();

    /** Services and task sets. */
    public final List<Service> services = new ArrayList<>();

    /** Clusters. */
    public final List<Cluster> clusters = new ArrayList<>();

    /** Capacity providers. */
    public final List<CapacityProvider> capacityProviders = new ArrayList<>();

    /** Launch templates and launch configurations. */
    public final List<HostTemplate> hosts = new ArrayList<>();

    /** Images by themselves, each as the task that runs it as it is. */
    public final List<TaskDefinition> images = new ArrayList<>();

    /** What is written beside them. */
    public final List<Resource> resources = new ArrayList<>();

    /** What could not be read. */
    public final List<Gap> gaps = new ArrayList<>();

    /** All that was gathered. */
    public Inventory build() {
      return new Inventory(
          taskDefinitions, services, clusters, capacityProviders, hosts, images, resources, gaps);
    }
  }
}
