package dev.breakwater.source;

import dev.breakwater.model.CapacityProvider;
import dev.breakwater.model.Cluster;
import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import java.util.List;
import java.util.stream.Stream;

/** Reads a cluster, or a capacity provider. */
final class ClusterReader {
  private final NodeReader read;

  /** For the resource of this name. */
  ClusterReader(String subject) {
    read = new NodeReader(subject);
  }

  /** A cluster, with {@code clusterSettings} as CloudFormation or {@code settings} as the API. */
  Cluster cluster(Node properties) {
    Node exec = properties.property("configuration").property("executeCommandConfiguration");
    Node log = exec.property("logConfiguration");
    Node settings = properties.property("clusterSettings");
    return new Cluster(
        read.text(properties.property("clusterName")),
        insights(
            settings instanceof Node.Nothing ? properties.property("settings") : settings,
            properties),
        read.text(exec.property("logging")),
        new Values.Listed<>(
            Stream.of("cloudWatchLogGroupName", "s3BucketName")
                .map(name -> read.text(log.property(name)))
                .toList(),
            read.at(exec)));
  }

  /**
   * The value beside the name {@code containerInsights}. A setting whose name is unknown may be it.
   */
  private Setting<String> insights(Node settings, Node nearest) {
    if (settings instanceof Node.Choice choice) {
      return new Setting.OneOf<>(
          choice.arms().stream().map(arm -> insights(arm, nearest)).toList(), read.at(settings));
    }
    if (!(settings instanceof Node.Items list)) {
      return settings instanceof Node.Nothing
          ? new Setting.Absent<>(read.at(nearest))
          : new Setting.Unresolved<>(settings.kind(), read.at(settings));
    }
    for (Node item : list.items()) {
      Setting<String> value = insights(item);
      if (!value.isAbsent()) {
        return value;
      }
    }
    return new Setting.Absent<>(read.at(list));
  }

  /** Absent where the setting is another. */
  private Setting<String> insights(Node item) {
    if (item instanceof Node.Choice choice) {
      List<Setting<String>> arms = choice.arms().stream().map(this::insights).toList();
      return arms.stream().allMatch(Setting::isAbsent)
          ? arms.get(0)
          : new Setting.OneOf<>(arms, read.at(item));
    }
    Setting<String> name = read.text(item.property("name"));
    if (name.known().isPresent() || name.isAbsent()) {
      return name.known().filter("containerInsights"::equals).isPresent()
          ? read.text(item.property("value"))
          : new Setting.Absent<>(read.at(item));
    }
    return name;
  }

  CapacityProvider capacityProvider(Node properties) {
    Location at = read.at(properties);
    Node group = properties.property("autoScalingGroupProvider");
    Setting<String> name = read.text(properties.property("name"));
    return new CapacityProvider(
        name.isAbsent() ? new Setting.Absent<>(at) : name, read.object(group, this::group));
  }

  private CapacityProvider.AutoScalingGroupProvider group(Node group) {
    return new CapacityProvider.AutoScalingGroupProvider(
        read.text(group.property("managedScaling").property("status")),
        read.text(group.property("managedTerminationProtection")));
  }
}
