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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Of the other types of ECS, those of today that nothing is to be said of. */
  private static final Set<String> WITHOUT_CONTAINERS =
      Set.of(
          "AWS::ECS::CapacityProvider",
          "AWS::ECS::Cluster",
          "AWS::ECS::ClusterCapacityProviderAssociations",
          "AWS::ECS::PrimaryTaskSet");

  private final Node.Fields resources;
  private final Node parameters;
  private final Given given;
  private final Intrinsics intrinsics;
  private final Map<String, Node> taskDefinitions = new LinkedHashMap<>();
  private final Placements placements;
  private final List<NestedStack> nestedStacks = new ArrayList<>();
  private final Inventory.Builder inventory = new Inventory.Builder();
  private final Hosts hosts;

  private Template(Node root, Node.Fields resources, Given given) {
    this.resources = resources;
    this.given = given;
    placements = new Placements(resources);
    intrinsics = new Intrinsics(root, given);
    parameters = root.entry("Parameters");
    hosts = new Hosts(parameters);
    inventory.gaps.addAll(Macros.gaps(root));
    inventory.gaps.addAll(intrinsics.refused());
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
    return StackTree.of(
        of(root, Given.by(deployment)), Optional.empty(), AssetManifest.EMPTY, deployment);
  }

  /** The template of this root; one without a resource is a gap. */
  static Template of(Node root, Given given) throws UnreadableSourceException {
    Node expanded = LanguageExtensions.expanded(root, given);
    if (!(expanded.entry("Resources") instanceof Node.Fields resources)) {
      throw new UnreadableSourceException(
          root.location(), "a CloudFormation template needs an object Resources, got none");
    }
    Template template = new Template(expanded, resources, given);
    if (resources.entries().isEmpty() && template.inventory.gaps.isEmpty()) {
      template.inventory.gaps.add(
          new Gap(resources.location(), "Resources is empty, which CloudFormation refuses"));
    }
    return template;
  }

  /** The same, for a stack of an assembly: the CDK writes no Resources where a stack has none. */
  static Template ofStack(Node root, Given given) throws UnreadableSourceException {
    return root instanceof Node.Fields && root.entry("Resources") instanceof Node.Nothing
        ? new Template(root, new Node.Fields(Map.of(), root.location()), given)
        : of(root, given);
  }

  /** The names of its parameters. */
  Set<String> parameters() {
    return parameters instanceof Node.Fields fields ? fields.entries().keySet() : Set.of();
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
      inventory.gaps.add(new Gap(at, whatHides(id, resource)));
      return;
    }
    if (intrinsics.never(resource.entry("Condition"))) {
      return;
    }
    if (!(resource.entry("Type") instanceof Node.Text type)) {
      inventory.gaps.add(new Gap(at, "resource " + id + " has no Type that can be read"));
      return;
    }
    if (resource instanceof Node.Fields fields && fields.entries().containsKey("Fn::Transform")) {
      String macro = "Fn::Transform" + Macros.named(resource.entry("Fn::Transform"));
      inventory.gaps.add(new Gap(at, macro + " may change resource " + id + " when deployed"));
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
      placements.add(Setting.of(id), ON_DAEMONS);
    } else if (SERVICES.containsKey(type)) {
      addService(id, SERVICES.get(type), properties(resource));
    } else if (type.equals(Express.TYPE)) {
      Node properties = properties(resource);
      taskDefinitions.put(id, Express.taskDefinition(properties));
      addService(id, Service.Kind.EXPRESS, Express.service(properties, id));
    } else if (Triggers.TYPES.contains(type)) {
      Triggers.tasks(properties(resource))
          .forEach(task -> addService(id, Service.Kind.TRIGGER, task));
    } else if (type.equals("AWS::CloudFormation::Stack")) {
      nestedStacks.add(NestedStack.of(resource, "TemplateURL", at, intrinsics, given));
    } else if (type.equals("AWS::Serverless::Application")) {
      nestedStacks.add(NestedStack.of(resource, "Location", at, intrinsics, given));
    } else if (type.equals("AWS::CloudFormation::StackSet")) {
      nestedStacks.add(NestedStack.ofSet(properties(resource), at));
    } else if (type.endsWith("::MODULE")) {
      inventory.gaps.add(
          new Gap(at, "the module " + id + " makes resources that only a deployment knows"));
    } else if (type.startsWith("AWS::ECS::") && !WITHOUT_CONTAINERS.contains(type)) {
      inventory.gaps.add(new Gap(at, id + " is an " + type + ", which is not judged"));
    }
  }

  /** A function in a resource's place, or a loop that was not written out. */
  private static String whatHides(String id, Node hidden) {
    if (hidden instanceof Node.Unknown unknown) {
      return unknown.expression() + ", so the resources that it makes were not judged";
    }
    return id.startsWith(LanguageExtensions.LOOP)
        ? LanguageExtensions.undeclared(id)
        : id + Macros.named(hidden) + " makes resources that only a deployment knows";
  }

  private Node properties(Node resource) {
    Node written = HostReader.withPlainUserData(resource.entry("Properties"));
    Node properties =
        intrinsics.where(resource.entry("Condition"), () -> intrinsics.resolve(written));
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
    placements.add(
        service.taskDefinition(),
        kind == Service.Kind.DAEMON ? ON_DAEMONS : reader.platforms(properties));
  }

  private TaskDefinition taskDefinition(String id, Node properties) {
    return new TaskDefinitionReader(id, new References(resources))
        .read(properties, placements.of(id, properties.property("family")));
  }
}
