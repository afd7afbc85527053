package dev.breakwater.source;

import static java.util.Map.entry;

import dev.breakwater.model.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A resource of the AWS provider in the shape that CloudFormation gives it. Names lose their
 * underscores (property names are compared without their case), a block that can stand once is the
 * object in its list of one, and what the provider nests elsewhere is moved.
 *
 * <p>Source: the provider's schema, github.com/hashicorp/terraform-provider-aws, website/docs/r:
 * ecs_task_definition, ecs_service, ecs_task_set, ecs_cluster, ecs_capacity_provider,
 * launch_template, launch_configuration.
 */
final class TerraformShape {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          entry("aws_ecs_task_definition", "AWS::ECS::TaskDefinition"),
          entry("aws_ecs_service", "AWS::ECS::Service"),
          entry("aws_ecs_task_set", "AWS::ECS::TaskSet"),
          entry("aws_ecs_cluster", "AWS::ECS::Cluster"),
          entry("aws_ecs_capacity_provider", "AWS::ECS::CapacityProvider"),
          entry("aws_ecs_express_gateway_service", "AWS::ECS::ExpressGatewayService"),
          entry("aws_ecs_daemon_task_definition", "AWS::ECS::DaemonTaskDefinition"),
          entry("aws_launch_template", "AWS::EC2::LaunchTemplate"),
          entry("aws_launch_configuration", "AWS::AutoScaling::LaunchConfiguration"));

  /** Blocks that can stand several times. */
  private static final Set<String> LISTS =
      Set.of(
          "block_device_mappings",
          "capacity_provider_strategy",
          "ebs_block_device",
          "inference_accelerator",
          "load_balancer",
          "network_interfaces",
          "ordered_placement_strategy",
          "placement_constraints",
          "service_registries",
          "setting",
          "tag_specifications",
          "volume");

  /** The keys in them are the user's, or those of the ECS API. */
  private static final Set<String> AS_WRITTEN =
      Set.of("container_definitions", "driver_opts", "labels", "tags", "tags_all");

  private final Node values;
  private final Map<String, Node> properties = new LinkedHashMap<>();

  private TerraformShape(Node values) {
    this.values = values;
    if (plain(values, "") instanceof Node.Fields fields) {
      properties.putAll(fields.entries());
    }
  }

  /** The resource; empty where its type has nothing to judge. */
  static Optional<Node> of(String type, Node values) {
    if (!TYPES.containsKey(type)) {
      return Optional.empty();
    }
    TerraformShape shape = new TerraformShape(values);
    switch (type) {
      case "aws_ecs_task_definition" -> shape.taskDefinition();
      case "aws_ecs_service", "aws_ecs_task_set" -> shape.service();
      case "aws_ecs_cluster" -> shape.rename("setting", "clustersettings");
      case "aws_launch_template" -> shape.launchTemplate();
      case "aws_launch_configuration" -> shape.launchConfiguration();
      default -> {}
    }
    Location at = values.location();
    return Optional.of(
        Nodes.fields(
            at,
            entry("Type", new Node.Text(TYPES.get(type), at)),
            entry("Properties", new Node.Fields(shape.properties, at))));
  }

  private void taskDefinition() {
    rename("volume", "volumes");
    change(
        "volumes",
        volumes -> {
          if (!(volumes instanceof Node.Items list)) {
            return volumes;
          }
          return new Node.Items(
              list.items().stream().map(TerraformShape::volume).toList(), list.location());
        });
  }

  /** The provider prints false for what is configured here, and an empty path for no path. */
  private static Node volume(Node volume) {
    if (!(volume instanceof Node.Fields fields)) {
      return volume;
    }
    Map<String, Node> entries = new LinkedHashMap<>(fields.entries());
    Node atLaunch = volume.entry("configureatlaunch");
    if (!Nodes.text(atLaunch).equals("false") && !(atLaunch instanceof Node.Nothing)) {
      entries.put("configuredatlaunch", atLaunch);
    }
    Node path = volume.entry("hostpath");
    if (!(path instanceof Node.Nothing)) {
      entries.put("host", Nodes.fields(path.location(), entry("sourcepath", path)));
    }
    return new Node.Fields(entries, fields.location());
  }

  private void service() {
    change(
        "networkconfiguration",
        network -> {
          if (!(network instanceof Node.Fields fields)) {
            return network;
          }
          Map<String, Node> entries = new LinkedHashMap<>(fields.entries());
          entries.computeIfPresent("assignpublicip", (name, flag) -> enabled(flag));
          return Nodes.fields(
              fields.location(),
              entry("awsvpcconfiguration", new Node.Fields(entries, fields.location())));
        });
    properties.put(
        "deploymentconfiguration",
        Nodes.fields(
            values.location(),
            entry("deploymentcircuitbreaker", taken("deploymentcircuitbreaker")),
            entry("alarms", taken("alarms")),
            entry("maximumpercent", taken("deploymentmaximumpercent")),
            entry("minimumhealthypercent", taken("deploymentminimumhealthypercent"))));
  }

  private static Node enabled(Node flag) {
    return flag instanceof Node.Text text
        ? new Node.Text(text.text().equals("true") ? "ENABLED" : "DISABLED", text.location())
        : flag;
  }

  private void launchTemplate() {
    Location at = values.location();
    Node data = new Node.Fields(properties, at);
    Node name = data.entry("name");
    properties.clear();
    properties.put("launchtemplatename", name);
    properties.put("launchtemplatedata", data);
  }

  /** The provider keeps a digest of plain user data; only the encoded one is what it says. */
  private void launchConfiguration() {
    List<Node> devices = new ArrayList<>();
    device(taken("rootblockdevice"), devices);
    Nodes.items(taken("ebsblockdevice")).forEach(device -> device(device, devices));
    properties.put("blockdevicemappings", new Node.Items(devices, values.location()));
    rename("name", "launchconfigurationname");
    Node encoded = taken("userdatabase64");
    change(
        "userdata",
        digest ->
            new Node.Unknown("user_data, of which Terraform prints a digest", digest.location()));
    if (!(encoded instanceof Node.Nothing)) {
      properties.put("userdata", encoded);
    }
  }

  private static void device(Node block, List<Node> into) {
    if (!(block instanceof Node.Nothing)) {
      into.add(Nodes.fields(block.location(), entry("ebs", block)));
    }
  }

  private void rename(String from, String to) {
    Node value = taken(from);
    if (!(value instanceof Node.Nothing)) {
      properties.put(to, value);
    }
  }

  private Node taken(String name) {
    Node value = properties.remove(name);
    return value == null ? new Node.Nothing(values.location()) : value;
  }

  private void change(String name, UnaryOperator<Node> change) {
    properties.computeIfPresent(name, (key, value) -> change.apply(value));
  }

  private static boolean isNothing(Node node) {
    return node instanceof Node.Nothing
        || (node instanceof Node.Text text && text.text().isEmpty());
  }

  /** Names without underscores, blocks without their list, and nothing for the empty text. */
  private static Node plain(Node node, String name) {
    if (node instanceof Node.Items list) {
      return items(list, name);
    }
    if (!(node instanceof Node.Fields fields)) {
      return isNothing(node) ? new Node.Nothing(node.location()) : node;
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    fields
        .entries()
        .forEach(
            (key, value) -> {
              Node shaped = AS_WRITTEN.contains(key) ? literal(value) : plain(value, key);
              if (!(shaped instanceof Node.Nothing)) {
                entries.put(key.replace("_", ""), shaped);
              }
            });
    return new Node.Fields(entries, fields.location());
  }

  private static Node items(Node.Items list, String name) {
    List<Node> items = list.items().stream().map(item -> plain(item, "")).toList();
    boolean blocks = items.stream().allMatch(Node.Fields.class::isInstance);
    if (!blocks || items.size() > 1 || name.isEmpty() || LISTS.contains(name)) {
      return new Node.Items(items, list.location());
    }
    return items.isEmpty() ? new Node.Nothing(list.location()) : items.get(0);
  }

  /** Nothing in Terraform is an intrinsic function of CloudFormation's, whatever it is called. */
  private static Node literal(Node node) {
    if (node instanceof Node.Items list) {
      return new Node.Items(
          list.items().stream().map(TerraformShape::literal).toList(), list.location());
    }
    if (!(node instanceof Node.Fields fields)) {
      return node;
    }
    if (fields.entries().keySet().stream()
        .anyMatch(key -> key.equals("Ref") || key.startsWith("Fn::"))) {
      return new Node.Unknown("an object with a key of CloudFormation's", fields.location());
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    fields.entries().forEach((key, value) -> entries.put(key, literal(value)));
    return new Node.Fields(entries, fields.location());
  }
}
