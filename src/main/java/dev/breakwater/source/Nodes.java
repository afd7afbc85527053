package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes that are made of others, for the roads that bring a shape into that of the ECS API. */
final class Nodes {
  private Nodes() {}

  /** The items of a list; none where it is no list. */
  static List<Node> items(Node node) {
    return node instanceof Node.Items list ? list.items() : List.of();
  }

  /** The entries of an object; none where it is no object. */
  static Map<String, Node> entries(Node node) {
    return node instanceof Node.Fields fields ? fields.entries() : Map.of();
  }

  /** The text; empty where it is none. */
  static String text(Node node) {
    return node instanceof Node.Text text ? text.text() : "";
  }

  /** Whether it is the word {@code true}. */
  static boolean isTrue(Node node) {
    return text(node).equals("true");
  }

  /** An object of these entries, without those that are nothing. */
  @SafeVarargs
  static Node.Fields fields(Location at, Map.Entry<String, Node>... entries) {
    Map<String, Node> all = new LinkedHashMap<>();
    for (Map.Entry<String, Node> entry : entries) {
      if (!(entry.getValue() instanceof Node.Nothing)) {
        all.put(entry.getKey(), entry.getValue());
      }
    }
    return new Node.Fields(all, at);
  }

  /** The same entries and one more. */
  static Node.Fields with(Node.Fields fields, String name, Node value) {
    Map<String, Node> entries = new LinkedHashMap<>(fields.entries());
    entries.put(name, value);
    return new Node.Fields(entries, fields.location());
  }
}
