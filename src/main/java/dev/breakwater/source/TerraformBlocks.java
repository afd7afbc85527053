package dev.breakwater.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of a resource of Terraform as CloudFormation would nest them. Names lose their
 * underscores (property names are compared without their case), a block that can stand once is the
 * object in its list of one, and the empty text is nothing.
 */
final class TerraformBlocks {
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

  private TerraformBlocks() {}

  static Node plain(Node values) {
    return plain(values, "");
  }

  private static boolean isNothing(Node node) {
    return node instanceof Node.Nothing
        || (node instanceof Node.Text text && text.text().isEmpty());
  }

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
          list.items().stream().map(TerraformBlocks::literal).toList(), list.location());
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
