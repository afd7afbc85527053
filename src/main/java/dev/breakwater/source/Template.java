package dev.breakwater.source;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.model.Platform;
import dev.breakwater.model.Resource;
import dev.breakwater.model.Service;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Values;
import dev.breakwater.model.WaiverEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A CloudFormation template, in JSON or YAML. */
public final class Template {
  private static final String TASK_DEFINITION = "AWS::ECS::TaskDefinition";
  private static final String DAEMON_TASK_DEFINITION = "AWS::ECS::DaemonTaskDefinition";
  private static final Map<String, Service.Kind> SERVICES =
      Map.of(
          "AWS::ECS::Daemon", Service.Kind.DAEMON,
          "AWS::ECS::Service", Service.Kind.SERVICE,
          "AWS::ECS::TaskSet", Service.Kind.TASK_SET);

  /** ECS runs daemons on its Managed Instances only. */
  private static final Set<Platform> ON_DAEMONS = Set.of(Platform.MANAGED_INSTANCES);

  /** They run containers too, but in a shape of their own, or make stacks of other templates. */
  private static final Set<String> NOT_READ =
      Set.of(
          "AWS::CloudFormation::StackSet",
          "AWS::ECS::ExpressGatewayService",
          "AWS::Serverless::Application");

  private final Node.Fields resources;
  private final Intrinsics intrinsics;
  private final Map<String, Node> taskDefinitions = new LinkedHashMap<>();
  private final Map<String, List<Set<Platform>>> placements = new HashMap<>();
  private final List<NestedStack> nestedStacks = new ArrayList<>();
  private final Inventory.Builder inventory = new Inventory.Builder();
  private final Hosts hosts;

  /**
   * A stack that is a resource of this template and has a template of its own.
   *
   * @param templateUrl resolved as far as can be
   * @param parameters what it gives the template's parameters, resolved as far as can be
   */
  record NestedStack(Location location, Node templateUrl, Node parameters) {
    /** It was not read, for this reason. */
    Gap unread(String reason) {
      return new Gap(location, "nested stack " + location.subject() + ": " + reason);
    }
  }

  private Template(Node root, Node.Fields resources, Node given) {
    this.resources = resources;
    intrinsics = new Intrinsics(root, given);
    hosts = new Hosts(root.entry("Parameters"));
    inventory.gaps.addAll(Macros.gaps(root));
    addMetadata("", root.entry("Metadata"), root.location());
    resources.entries().forEach(this::add);
  }

  /** What this file holds; a stack nested in it is a gap, for its template is another file. */
  public static Inventory read(Path file) throws UnreadableSourceException {
    return parse(SourceText.read(file), file.toString());
  }

  /**
   * What this text holds; a stack nested in it is a gap.
   *
   * @param source the name of the text, for locations
   */
  public static Inventory parse(String text, String source) throws UnreadableSourceException {
    return ofText(Parser.parse(text, source), Deployment.UNKNOWN).inventory();
  }

  /** What this template holds, which has no files beside it; a stack nested in it is a gap. */
  static Contents ofText(Node root, Deployment deployment) throws UnreadableSourceException {
    Template template = of(root, deployment.given());
    List<Gap> unread =
        template.nestedStacks().stream()
            .map(nested -> nested.unread("its template is another file, which was not read"))
            .toList();
    return new Contents(template.inventory().and(Inventory.ofGaps(unread)), List.of());
  }

  private static Template of(Node root, Node given) throws UnreadableSourceException {
    if (root.entry("Resources") instanceof Node.Fields resources) {
      return new Template(root, resources, given);
    }
    throw new UnreadableSourceException(
        root.location(), "a CloudFormation template needs an object Resources, got none");
  }

  /**
   * The same, for a stack of an assembly: the CDK writes no Resources where a stack has none.
   *
   * @param given what the stack around it gives its parameters; nothing for a stack in none
   */
  static Template ofStack(Node root, Node given) throws UnreadableSourceException {
    return root instanceof Node.Fields && root.entry("Resources") instanceof Node.Nothing
        ? new Template(root, new Node.Fields(Map.of(), root.location()), given)
        : of(root, given);
  }

  /** Without what nested stacks hold. */
  Inventory inventory() {
    inventory.taskDefinitions.clear();
    taskDefinitions.forEach(
        (id, properties) -> inventory.taskDefinitions.add(taskDefinition(id, properties)));
    hosts.addTo(inventory);
    return inventory.build();
  }

  List<NestedStack> nestedStacks() {
    return List.copyOf(nestedStacks);
  }

  private void add(String id, Node resource) {
    Location at = resource.location().of(id);
    if (id.startsWith("Fn::")) {
      inventory.gaps.add(new Gap(at, id + " makes resources that only a deployment knows"));
      return;
    }
    if (!(resource.entry("Type") instanceof Node.Text type)) {
      inventory.gaps.add(new Gap(at, "resource " + id + " has no Type that can be read"));
      return;
    }
    if (resource instanceof Node.Fields fields && fields.entries().containsKey("Fn::Transform")) {
      inventory.gaps.add(
          new Gap(at, "Fn::Transform may change resource " + id + " when it is deployed"));
    }
    add(id, type.text(), resource, at);
    addMetadata(id, resource.entry("Metadata"), at);
  }

  private void addMetadata(String id, Node metadata, Location at) {
    String path = metadata.entry("aws:cdk:path") instanceof Node.Text text ? text.text() : "";
    Values<WaiverEntry> waivers = new WaiverReader(new NodeReader(id)).beside(metadata);
    if (!path.isEmpty() || !(metadata.entry("Breakwater") instanceof Node.Nothing)) {
      inventory.resources.add(new Resource(at, path, waivers));
    }
  }

  private void add(String id, String type, Node resource, Location at) {
    Hosts.Kind.of(type).ifPresent(kind -> hosts.add(id, kind, properties(resource)));
    if (type.equals(TASK_DEFINITION)) {
      taskDefinitions.put(id, properties(resource));
    } else if (type.equals(DAEMON_TASK_DEFINITION)) {
      taskDefinitions.put(id, properties(resource));
      placements.computeIfAbsent(id, key -> new ArrayList<>()).add(ON_DAEMONS);
    } else if (SERVICES.containsKey(type)) {
      addService(id, SERVICES.get(type), properties(resource));
    } else if (Triggers.TYPES.contains(type)) {
      Triggers.tasks(properties(resource))
          .forEach(task -> addService(id, Service.Kind.TRIGGER, task));
    } else if (type.equals("AWS::CloudFormation::Stack")) {
      Node properties = properties(resource);
      nestedStacks.add(
          new NestedStack(
              at, properties.property("TemplateURL"), properties.property("Parameters")));
    } else if (type.endsWith("::MODULE")) {
      inventory.gaps.add(
          new Gap(at, "the module " + id + " makes resources that only a deployment knows"));
    } else if (NOT_READ.contains(type)) {
      inventory.gaps.add(new Gap(at, id + " is an " + type + ", which is not judged"));
    }
  }

  private Node properties(Node resource) {
    Node written = HostReader.withPlainUserData(resource.entry("Properties"));
    Node properties = intrinsics.resolve(written);
    return properties instanceof Node.Nothing
        ? new Node.Fields(Map.of(), resource.location())
        : properties;
  }

  private void addService(String id, Service.Kind kind, Node properties) {
    if (kind != Service.Kind.TRIGGER) {
      hosts.add(id, Hosts.Kind.SERVICE, properties);
    }
    ServiceReader reader = new ServiceReader(id, resources);
    Service service = reader.service(kind, properties);
    inventory.services.add(service);
    addPlacement(
        service.taskDefinition(),
        kind == Service.Kind.DAEMON ? ON_DAEMONS : reader.platforms(properties));
  }

  private void addPlacement(Setting<String> taskDefinition, Set<Platform> platforms) {
    if (taskDefinition instanceof Setting.OneOf<String> choice) {
      choice.arms().forEach(arm -> addPlacement(arm, platforms));
    }
    taskDefinition
        .known()
        .ifPresent(
            name ->
                placements
                    .computeIfAbsent(
                        resources.entry(name) instanceof Node.Fields
                            ? name
                            : TaskDefinition.familyOf(name),
                        key -> new ArrayList<>())
                    .add(platforms));
  }

  private TaskDefinition taskDefinition(String id, Node properties) {
    TaskDefinitionReader reader = new TaskDefinitionReader(id, new References(resources));
    List<Set<Platform>> platforms = new ArrayList<>(placements.getOrDefault(id, List.of()));
    if (properties.property("family") instanceof Node.Text family) {
      platforms.addAll(placements.getOrDefault(family.text(), List.of()));
    }
    return reader.read(properties, platforms);
  }
}
