package dev.breakwater.source;

import dev.breakwater.model.Platform;
import dev.breakwater.model.Service;
import dev.breakwater.model.Service.OnFailure;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import java.util.EnumSet;
import java.util.Set;

/** Reads a service or a task set of a template. */
final class ServiceReader {
  private final NodeReader read;
  private final Node resources;
  private final References references;

  /**
   * For the resource of this name.
   *
   * @param resources of the template, for what the service refers to
   */
  ServiceReader(String subject, Node resources) {
    read = new NodeReader(subject);
    this.resources = resources;
    references = new References(resources);
  }

  Service service(Service.Kind kind, Node properties) {
    Node network = properties.property("networkConfiguration").property("awsvpcConfiguration");
    Node deployment = properties.property("deploymentConfiguration");
    Node alarms = deployment.property("alarms");
    return new Service(
        kind,
        read.text(properties.property("serviceName")),
        references.resourceNamed(read.text(properties.property(taskDefinition(kind)))),
        read.text(properties.property("launchType")),
        read.text(properties.property("platformVersion")),
        read.text(network.property("assignPublicIp")),
        read.flag(properties.property("enableExecuteCommand")),
        read.text(properties.property("deploymentController").property("type")),
        onFailure(deployment.property("deploymentCircuitBreaker")),
        onFailure(alarms),
        read.texts(alarms.property("alarmNames")));
  }

  private static String taskDefinition(Service.Kind kind) {
    return switch (kind) {
      case DAEMON -> "daemonTaskDefinitionArn";
      case TRIGGER -> "taskDefinitionArn";
      case EXPRESS, SERVICE, TASK_SET -> "taskDefinition";
    };
  }

  private OnFailure onFailure(Node node) {
    return new OnFailure(read.flag(node.property("enable")), read.flag(node.property("rollback")));
  }

  /** Where the service places its tasks; none where it does not say, or not all is known. */
  Set<Platform> platforms(Node properties) {
    Set<Platform> platforms = EnumSet.noneOf(Platform.class);
    boolean known = Placement.add(read.text(properties.property("launchType")), platforms);
    known &=
        addProviders(
            read.list(
                properties.property("capacityProviderStrategy"),
                item -> references.resourceNamed(read.text(item.property("capacityProvider")))),
            platforms);
    return known ? platforms : Set.of();
  }

  /** Whether the list is known. */
  private boolean addProviders(Values<String> providers, Set<Platform> into) {
    if (providers instanceof Values.OneOf<String> choice) {
      boolean known = true;
      for (Values<String> arm : choice.arms()) {
        known &= addProviders(arm, into);
      }
      return known;
    }
    if (providers instanceof Values.Listed<String> list) {
      list.elements().forEach(provider -> addProvider(provider, into));
      return true;
    }
    return false;
  }

  /** A capacity provider of another template may be of either kind. */
  private void addProvider(Setting<String> provider, Set<Platform> into) {
    if (provider instanceof Setting.OneOf<String> choice) {
      choice.arms().forEach(arm -> addProvider(arm, into));
      return;
    }
    String name = provider.known().orElse("");
    Node resource = resources.entry(name).entry("Properties");
    if (name.equals("FARGATE") || name.equals("FARGATE_SPOT")) {
      into.add(Platform.FARGATE);
    } else if (resource.entry("ManagedInstancesProvider") instanceof Node.Fields) {
      into.add(Platform.MANAGED_INSTANCES);
    } else if (resource.entry("AutoScalingGroupProvider") instanceof Node.Fields) {
      into.add(Platform.EC2);
    } else if (!provider.isAbsent()) {
      into.addAll(EnumSet.of(Platform.EC2, Platform.MANAGED_INSTANCES));
    }
  }
}
