package dev.breakwater.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the configuration in a plan says of a resource: what is written, and what it refers to. */
final class TerraformReferences {
  private static final Pattern TASK_DEFINITION =
      Pattern.compile("(aws_ecs_task_definition\\.[\\w-]+)(\\[[^]]*])?.*");

  private static final Set<String> BETWEEN_CLUSTER_AND_HOSTS =
      Set.of(
          "aws_autoscaling_group",
          "aws_ecs_capacity_provider",
          "aws_ecs_cluster_capacity_providers");

  private final Map<String, Node> configuration = new HashMap<>();
  private final Map<String, List<Node>> taskDefinitions = new HashMap<>();
  private final Map<String, String> providers = new HashMap<>();
  private final TerraformLinks links;

  TerraformReferences(Node root) {
    links = new TerraformLinks(root);
    module("", root.entry("configuration").entry("root_module"));
    for (Node resource : Nodes.items(root.entry("resource_changes"))) {
      String type = text(resource, "type");
      if (type.equals("aws_ecs_task_definition")) {
        taskDefinitions.computeIfAbsent(key(resource), name -> new ArrayList<>()).add(resource);
      } else if (type.equals("aws_ecs_capacity_provider")
          && resource.entry("change").entry("after").entry("name") instanceof Node.Text name) {
        providers.put(name.text(), text(resource, "address"));
      }
    }
  }

  /** The expressions of this resource; nothing where the configuration does not have it. */
  Node written(Node resource) {
    Node nothing = new Node.Nothing(resource.location());
    return configuration.getOrDefault(key(resource), nothing).entry("expressions");
  }

  /**
   * The values, in which a service names its task definition, its cluster and its capacity
   * providers, and what stands between a cluster and its hosts whatever it refers to.
   */
  Node resolved(Node resource, Node values) {
    if (!(values instanceof Node.Fields fields)) {
      return values;
    }
    Map<String, Node> resolved = new LinkedHashMap<>(fields.entries());
    if (resolved.get("task_definition") instanceof Node.Unknown unknown) {
      resolved.put("task_definition", taskDefinition(resource, unknown));
    }
    if (resolved.get("cluster") instanceof Node.Unknown unknown) {
      List<Node> clusters = links.references(resource, written(resource).entry("cluster"));
      resolved.put("cluster", clusters.isEmpty() ? unknown : choice(clusters, unknown));
    }
    if (BETWEEN_CLUSTER_AND_HOSTS.contains(text(resource, "type"))) {
      resolved.put(
          "references",
          new Node.Items(links.references(resource, written(resource)), fields.location()));
    }
    if (resolved.get("capacity_provider_strategy") instanceof Node.Items strategy) {
      resolved.put(
          "capacity_provider_strategy",
          new Node.Items(
              strategy.items().stream().map(this::provider).toList(), strategy.location()));
    }
    return new Node.Fields(resolved, fields.location());
  }

  private Node provider(Node strategy) {
    if (strategy instanceof Node.Fields fields
        && strategy.entry("capacity_provider") instanceof Node.Text name
        && providers.containsKey(name.text())) {
      Map<String, Node> entries = new LinkedHashMap<>(fields.entries());
      entries.put("capacity_provider", reference(providers.get(name.text()), name));
      return new Node.Fields(entries, fields.location());
    }
    return strategy;
  }

  /** The one of the same module that is referred to, by the same key where there are several. */
  private Node taskDefinition(Node service, Node.Unknown unknown) {
    Node expression = written(service).entry("task_definition");
    List<Node> names = new ArrayList<>(Nodes.items(expression.entry("references")));
    if (names.stream().anyMatch(name -> Nodes.text(name).startsWith("each.value"))) {
      Node loop = configuration.get(key(service)).entry("for_each_expression");
      names.addAll(Nodes.items(loop.entry("references")));
    }
    List<Node> candidates = new ArrayList<>();
    for (Node name : names) {
      Matcher matcher = TASK_DEFINITION.matcher(Nodes.text(name));
      if (matcher.matches()) {
        taskDefinitions
            .getOrDefault(TerraformLinks.module(service) + matcher.group(1), List.of())
            .stream()
            .filter(task -> isMeant(task, matcher.group(2), service))
            .forEach(candidates::add);
      }
    }
    List<Node> found =
        candidates.stream()
            .map(task -> text(task, "address"))
            .distinct()
            .map(address -> reference(address, unknown))
            .toList();
    return found.isEmpty() ? unknown : choice(found, unknown);
  }

  private static Node choice(List<Node> found, Node where) {
    return found.size() == 1 ? found.get(0) : new Node.Choice(found, where.location());
  }

  private static boolean isMeant(Node task, String index, Node service) {
    if (!text(task, "module_address").equals(text(service, "module_address"))) {
      return false;
    }
    String own = text(task, "index");
    boolean named = index != null && text(task, "address").endsWith(index);
    boolean alike = index == null && (own.isEmpty() || own.equals(text(service, "index")));
    return named || alike;
  }

  /** As CloudFormation's {@code Ref} would be. */
  private static Node reference(String address, Node where) {
    return new Node.Unknown("${" + address + "}", where.location());
  }

  private void module(String prefix, Node module) {
    for (Node resource : Nodes.items(module.entry("resources"))) {
      configuration.put(prefix + text(resource, "address"), resource);
    }
    if (module.entry("module_calls") instanceof Node.Fields calls) {
      calls
          .entries()
          .forEach((name, call) -> module(prefix + "module." + name + ".", call.entry("module")));
    }
  }

  /** Without the keys of instances, by which the configuration knows neither it nor its module. */
  private static String key(Node resource) {
    return TerraformLinks.module(resource) + text(resource, "type") + "." + text(resource, "name");
  }

  private static String text(Node node, String name) {
    return Nodes.text(node.entry(name));
  }
}
