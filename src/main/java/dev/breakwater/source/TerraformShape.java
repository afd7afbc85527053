package dev.breakwater.source;

import static java.util.Map.entry;

import dev.breakwater.model.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A resource of the AWS provider in the shape that CloudFormation gives it: its blocks are those of
 * {@link TerraformBlocks}, and what the provider names or nests in another way is moved.
 *
 * <p>Source: the provider's schema, github.com/hashicorp/terraform-provider-aws, website/docs/r:
 * ecs_task_definition, ecs_service, ecs_task_set, ecs_cluster, ecs_cluster_capacity_providers,
 * ecs_capacity_provider, autoscaling_group, launch_template, launch_configuration,
 * cloudwatch_event_target, pipes_pipe, scheduler_schedule.
 */
final class TerraformShape {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          entry("aws_ecs_task_definition", "AWS::ECS::TaskDefinition"),
          entry("aws_ecs_service", "AWS::ECS::Service"),
          entry("aws_ecs_task_set", "AWS::ECS::TaskSet"),
          entry("aws_autoscaling_group", "AWS::AutoScaling::AutoScalingGroup"),
          entry("aws_ecs_cluster", "AWS::ECS::Cluster"),
          entry(
              "aws_ecs_cluster_capacity_providers",
              "AWS::ECS::ClusterCapacityProviderAssociations"),
          entry("aws_ecs_capacity_provider", "AWS::ECS::CapacityProvider"),
          entry("aws_ecs_express_gateway_service", "AWS::ECS::ExpressGatewayService"),
          entry("aws_ecs_daemon_task_definition", "AWS::ECS::DaemonTaskDefinition"),
          entry("aws_cloudwatch_event_target", "AWS::Events::Rule"),
          entry("aws_pipes_pipe", "AWS::Pipes::Pipe"),
          entry("aws_scheduler_schedule", "AWS::Scheduler::Schedule"),
          entry("aws_launch_template", "AWS::EC2::LaunchTemplate"),
          entry("aws_launch_configuration", "AWS::AutoScaling::LaunchConfiguration"));

  private final Node values;
  private final Map<String, Node> properties = new LinkedHashMap<>();

  private TerraformShape(Node values) {
    this.values = values;
    if (TerraformBlocks.plain(values) instanceof Node.Fields fields) {
      properties.putAll(fields.entries());
    }
  }

  static boolean isRead(String type) {
    return TYPES.containsKey(type);
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
      case "aws_ecs_cluster" -> shape.cluster();
      case "aws_autoscaling_group" -> shape.rename("name", "autoscalinggroupname");
      case "aws_cloudwatch_event_target" -> shape.eventTarget();
      case "aws_scheduler_schedule" ->
          shape.change("target", target -> changed(target, "ecsparameters", TerraformShape::task));
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
    change("networkconfiguration", TerraformShape::network);
    properties.put(
        "deploymentconfiguration",
        Nodes.fields(
            values.location(),
            entry("deploymentcircuitbreaker", taken("deploymentcircuitbreaker")),
            entry("alarms", taken("alarms")),
            entry("maximumpercent", taken("deploymentmaximumpercent")),
            entry("minimumhealthypercent", taken("deploymentminimumhealthypercent"))));
  }

  /** The provider gives a target of EventBridge a resource of its own. */
  private void eventTarget() {
    Node task = taken("ecstarget");
    Node target = Nodes.fields(task.location(), entry("ecsparameters", task(task)));
    properties.put("targets", new Node.Items(List.of(target), task.location()));
  }

  /** How EventBridge starts a task. */
  private static Node task(Node task) {
    return changed(task, "networkconfiguration", TerraformShape::network);
  }

  private static Node network(Node network) {
    return network instanceof Node.Fields fields
        ? Nodes.fields(
            fields.location(),
            entry(
                "awsvpcconfiguration", changed(fields, "assignpublicip", TerraformShape::enabled)))
        : network;
  }

  private static Node changed(Node node, String name, UnaryOperator<Node> change) {
    return node instanceof Node.Fields fields && fields.entries().containsKey(name)
        ? Nodes.with(fields, name, change.apply(fields.entry(name)))
        : node;
  }

  private static Node enabled(Node flag) {
    return flag instanceof Node.Text text
        ? new Node.Text(text.text().equals("true") ? "ENABLED" : "DISABLED", text.location())
        : flag;
  }

  private void cluster() {
    rename("name", "clustername");
    rename("setting", "clustersettings");
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
}
