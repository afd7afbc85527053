package dev.breakwater.source;

import dev.breakwater.model.HostTemplate;
import dev.breakwater.model.Inventory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gathers the clusters, capacity providers and hosts of one source, and what links them. */
final class Hosts {
  private final Node parameters;
  private final Map<String, Found> resources = new LinkedHashMap<>();

  /** What a resource is here, with the property that names it. */
  enum Kind {
    CLUSTER("clusterName"),
    CAPACITY_PROVIDER("name"),
    ASSOCIATIONS(""),
    GROUP("autoScalingGroupName"),
    LAUNCH_TEMPLATE("launchTemplateName"),
    LAUNCH_CONFIGURATION("launchConfigurationName"),
    SERVICE("");

    final String name;

    Kind(String name) {
      this.name = name;
    }

    boolean isHost() {
      return this == LAUNCH_TEMPLATE || this == LAUNCH_CONFIGURATION;
    }

    /** The one of this type of CloudFormation, where it is no service. */
    static Optional<Kind> of(String type) {
      return Optional.ofNullable(
          switch (type) {
            case "AWS::ECS::Cluster" -> CLUSTER;
            case "AWS::ECS::CapacityProvider" -> CAPACITY_PROVIDER;
            case "AWS::ECS::ClusterCapacityProviderAssociations" -> ASSOCIATIONS;
            case "AWS::AutoScaling::AutoScalingGroup" -> GROUP;
            case "AWS::EC2::LaunchTemplate" -> LAUNCH_TEMPLATE;
            case "AWS::AutoScaling::LaunchConfiguration" -> LAUNCH_CONFIGURATION;
            default -> null;
          });
    }
  }

  record Found(String id, Kind kind, Node properties, HostReader reader) {
    HostTemplate host() {
      return kind == Kind.LAUNCH_TEMPLATE
          ? reader.launchTemplate(properties)
          : reader.launchConfiguration(properties);
    }

    boolean isContainerInstance() {
      return reader.isContainerInstance(
          kind == Kind.LAUNCH_TEMPLATE ? properties.property("launchTemplateData") : properties);
    }
  }

  /**
   * None yet.
   *
   * @param parameters of the template; nothing where there are none
   */
  Hosts(Node parameters) {
    this.parameters = parameters;
  }

  /** Another resource, its properties resolved as far as can be. */
  void add(String id, Kind kind, Node properties) {
    resources.put(id, new Found(id, kind, properties, new HostReader(id, parameters)));
  }

  /**
   * Gives the inventory what is here, and each of its task definitions the hosts that may run it,
   * by the services that it has.
   */
  void addTo(Inventory.Builder inventory) {
    inventory.clusters.clear();
    inventory.capacityProviders.clear();
    inventory.hosts.clear();
    for (Found found : resources.values()) {
      if (found.kind() == Kind.CLUSTER) {
        inventory.clusters.add(new ClusterReader(found.id()).cluster(found.properties()));
      } else if (found.kind() == Kind.CAPACITY_PROVIDER) {
        inventory.capacityProviders.add(
            new ClusterReader(found.id()).capacityProvider(found.properties()));
      }
    }
    HostLinks links = new HostLinks(resources);
    inventory.hosts.addAll(links.hosts());
    inventory.taskDefinitions.replaceAll(
        task -> task.onHosts(links.usernsRemap(task, inventory.services)));
  }
}
