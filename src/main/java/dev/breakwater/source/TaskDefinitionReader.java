package dev.breakwater.source;

import dev.breakwater.model.Container;
import dev.breakwater.model.Location;
import dev.breakwater.model.Platform;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Values;
import dev.breakwater.model.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads a task definition from nodes. It and {@link ContainerReader}, which it uses, are the only
 * ones that know the names of properties; both spellings, CloudFormation's and the API's, differ
 * only in case.
 */
final class TaskDefinitionReader {
  /** {@code 1 vCPU}, {@code .5 vCPU}. Source: the ECS API reference, RegisterTaskDefinition. */
  private static final Pattern VCPU = Pattern.compile("(?i)(\\d{0,4}\\.?\\d{1,3})\\s*vcpu");

  /** {@code 2 GB}. Source: as above. */
  private static final Pattern GB = Pattern.compile("(?i)(\\d{0,4}\\.?\\d{1,3})\\s*gb");

  private static final List<String> VOLUME_KINDS =
      List.of(
          "configuredAtLaunch",
          "dockerVolumeConfiguration",
          "efsVolumeConfiguration",
          "fsxWindowsFileServerVolumeConfiguration",
          "host",
          "s3filesVolumeConfiguration");

  private static final List<String> OTHERS =
      List.of("inferenceAccelerators", "placementConstraints", "proxyConfiguration");

  private final NodeReader read;
  private final ContainerReader containers;
  private final References references;

  /** For the resource of this name, which refers to no other. */
  TaskDefinitionReader(String subject) {
    this(subject, new References(new Node.Nothing(Location.NOWHERE)));
  }

  /** For the resource of this name. */
  TaskDefinitionReader(String subject, References references) {
    read = new NodeReader(subject);
    this.references = references;
    containers = new ContainerReader(read);
  }

  /**
   * The task definition.
   *
   * @param properties an object
   * @param services where each service that uses it places it; empty where it does not say
   */
  TaskDefinition read(Node properties, List<Set<Platform>> services) {
    Values<String> compatibilities = read.texts(properties.property("requiresCompatibilities"));
    Node runtime = properties.property("runtimePlatform");
    return new TaskDefinition(
        read.text(properties.property("family")),
        Placement.of(compatibilities, services),
        compatibilities,
        read.text(properties.property("networkMode")),
        read.text(properties.property("pidMode")),
        read.text(properties.property("ipcMode")),
        read.amount(properties.property("cpu"), VCPU, 1024),
        read.amount(properties.property("memory"), GB, 1024),
        references.roleNamed(read.text(properties.property("taskRoleArn"))),
        references.roleNamed(read.text(properties.property("executionRoleArn"))),
        read.text(runtime.property("operatingSystemFamily")),
        read.text(runtime.property("cpuArchitecture")),
        read.number(properties.property("ephemeralStorage").property("sizeInGiB")),
        containers(properties.property("containerDefinitions")),
        read.objects(properties.property("volumes"), this::volume),
        read.written(properties, OTHERS),
        new Setting.Absent<>(read.at(properties)));
  }

  /** A list of container definitions, or a text that holds one as JSON. */
  private Values<Container> containers(Node node) {
    if (!(node instanceof Node.Text text)) {
      return read.objects(node, containers::container);
    }
    try {
      Node parsed = Parser.embeddedJson(text);
      return parsed instanceof Node.Items
          ? read.objects(parsed, containers::container)
          : new Values.Unresolved<>(
              "a text that holds " + parsed.kind() + " where a list was wanted", read.at(node));
    } catch (UnreadableSourceException e) {
      return new Values.Unresolved<>(
          "a text that cannot be read as a list of container definitions: " + e.reason(),
          e.location().of(read.subject()));
    }
  }

  private Volume volume(Node node) {
    Node docker = node.property("dockerVolumeConfiguration");
    return new Volume(
        read.text(node.property("name")),
        read.text(node.property("host").property("sourcePath")),
        read.text(docker.property("driver")),
        kinds(node),
        read.object(
            node.property("efsVolumeConfiguration"),
            efs -> new Volume.Efs(read.text(efs.property("transitEncryption")))),
        driverOptions(docker.property("driverOpts")));
  }

  private static List<String> kinds(Node volume) {
    return VOLUME_KINDS.stream()
        .filter(kind -> !(volume.property(kind) instanceof Node.Nothing))
        .toList();
  }

  private Map<String, Setting<String>> driverOptions(Node node) {
    Set<String> names = new TreeSet<>();
    collectNames(node, names);
    Map<String, Setting<String>> options = new LinkedHashMap<>();
    for (String name : names) {
      options.put(name, read.text(option(node, name)));
    }
    return options;
  }

  /** Options that are unknown as a whole may hold a device, which binds a path of the host. */
  private static void collectNames(Node node, Set<String> into) {
    if (node instanceof Node.Fields fields) {
      into.addAll(fields.entries().keySet());
    } else if (node instanceof Node.Choice choice) {
      choice.arms().forEach(arm -> collectNames(arm, into));
    } else if (!(node instanceof Node.Nothing)) {
      into.add("device");
    }
  }

  private static Node option(Node node, String name) {
    if (node instanceof Node.Choice choice) {
      List<Node> arms = new ArrayList<>();
      choice.arms().forEach(arm -> arms.add(option(arm, name)));
      return new Node.Choice(arms, node.location());
    }
    return node instanceof Node.Fields ? node.entry(name) : node;
  }
}
