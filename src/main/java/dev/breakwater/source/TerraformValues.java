package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of one resource, with what is unknown until it is applied and without what is
 * sensitive.
 *
 * <p>An attribute that the provider computes is unknown too where nobody wrote it: {@code
 * network_mode} is. The configuration tells the two apart, so it is absent there; not so for
 * blocks, since a {@code dynamic} one is not in the configuration (tried with Terraform 1.11.4).
 *
 * @param written the expressions of the configuration; nothing where they were not found
 */
record TerraformValues(Node written) {
  private static final String AFTER_APPLY = "a value that is known after apply";
  private static final String SENSITIVE = "a sensitive value";

  /** Of container definitions only these are printed anywhere; the rest is judged unseen. */
  private static final Set<String> PRINTED =
      Set.of("command", "entrypoint", "dockerlabels", "extrahosts", "hostname", "dnsservers");

  /**
   * Attributes, no blocks, that the provider computes where nobody wrote them: those that are both
   * optional and computed in its schema (5.100.0), and that a rule asks for.
   */
  private static final Set<String> COMPUTED =
      Set.of(
          "cluster",
          "configure_at_launch",
          "driver",
          "encrypted",
          "http_endpoint",
          "http_put_response_hop_limit",
          "http_tokens",
          "key_name",
          "launch_type",
          "managed_termination_protection",
          "name",
          "network_mode",
          "operating_system_family",
          "platform_version",
          "scope",
          "status");

  /** Those of a state, in which all is known. */
  static Node ofState(Node values, Node sensitive) {
    return new TerraformValues(new Node.Nothing(values.location()))
        .merged(values, new Node.Nothing(values.location()), sensitive);
  }

  /** Those of a plan. */
  Node merged(Node after, Node unknown, Node sensitive) {
    return merged(after, unknown, sensitive, written, "");
  }

  private static Node merged(Node after, Node unknown, Node sensitive, Node written, String name) {
    if (Nodes.isTrue(unknown)) {
      return new Node.Unknown(AFTER_APPLY, unknown.location());
    }
    if (Nodes.isTrue(sensitive)) {
      return hidden(after, name);
    }
    if (after instanceof Node.Items list) {
      return items(list, unknown, sensitive, written);
    }
    return after instanceof Node.Fields || unknown instanceof Node.Fields
        ? fields(after, unknown, sensitive, written)
        : after;
  }

  private static Node fields(Node after, Node unknown, Node sensitive, Node written) {
    Map<String, Node> merged = new LinkedHashMap<>();
    for (String name : names(after, unknown)) {
      boolean unwritten =
          written instanceof Node.Fields
              && COMPUTED.contains(name)
              && written.entry(name) instanceof Node.Nothing
              && Nodes.isTrue(unknown.entry(name));
      if (!unwritten) {
        merged.put(
            name,
            merged(
                after.entry(name),
                unknown.entry(name),
                sensitive.entry(name),
                written.entry(name),
                name));
      }
    }
    return new Node.Fields(merged, after.location());
  }

  private static Set<String> names(Node after, Node unknown) {
    Set<String> names = new LinkedHashSet<>();
    for (Node node : List.of(after, unknown)) {
      if (node instanceof Node.Fields fields) {
        names.addAll(fields.entries().keySet());
      }
    }
    return names;
  }

  private static Node items(Node.Items after, Node unknown, Node sensitive, Node written) {
    List<Node> merged = new ArrayList<>();
    for (int i = 0; i < after.items().size(); i++) {
      merged.add(
          merged(
              after.items().get(i),
              item(unknown, i, after.location()),
              item(sensitive, i, after.location()),
              block(written, after),
              ""));
    }
    return new Node.Items(merged, after.location());
  }

  private static Node item(Node list, int index, Location at) {
    List<Node> items = Nodes.items(list);
    return index < items.size() ? items.get(index) : new Node.Nothing(at);
  }

  /**
   * What is written in any of these blocks: sets are printed in an order of their own. Nothing
   * where there are more blocks than are written, because of a dynamic one.
   */
  private static Node block(Node written, Node.Items after) {
    List<Node> blocks = Nodes.items(written);
    if (blocks.isEmpty() || blocks.size() != after.items().size()) {
      return new Node.Nothing(after.location());
    }
    Map<String, Node> any = new LinkedHashMap<>();
    for (Node block : blocks) {
      if (block instanceof Node.Fields fields) {
        any.putAll(fields.entries());
      }
    }
    return new Node.Fields(any, after.location());
  }

  /**
   * Terraform only says that something in the text of all container definitions is sensitive, so
   * they are judged without what might be printed.
   */
  private static Node hidden(Node value, String name) {
    if (name.equals("container_definitions") && value instanceof Node.Text text) {
      try {
        return unprinted(Parser.embedded(text.text(), value.location()));
      } catch (UnreadableSourceException e) {
        return new Node.Unknown(SENSITIVE, value.location());
      }
    }
    return value instanceof Node.Nothing ? value : new Node.Unknown(SENSITIVE, value.location());
  }

  private static Node unprinted(Node node) {
    if (node instanceof Node.Items list) {
      return new Node.Items(
          list.items().stream().map(TerraformValues::unprinted).toList(), list.location());
    }
    if (!(node instanceof Node.Fields fields)) {
      return node;
    }
    Map<String, Node> shown = new LinkedHashMap<>();
    fields
        .entries()
        .forEach(
            (name, value) ->
                shown.put(
                    name,
                    PRINTED.contains(name.toLowerCase(java.util.Locale.ROOT))
                        ? new Node.Unknown(SENSITIVE, value.location())
                        : unprinted(value)));
    return new Node.Fields(shown, fields.location());
  }
}
