package dev.breakwater.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * YAML's anchors, aliases and merge keys. CloudFormation itself refuses them, but {@code aws
 * cloudformation package} resolves them, so templates hold them.
 */
final class Anchors {
  /** Of all aliases together: a handful of lines can stand for billions of values. */
  private static final long MAX_NODES = 100_000;

  private final Map<String, Anchored> anchored = new HashMap<>();
  private long nodes;
  private long repeated;

  private record Anchored(Node node, long nodes) {}

  /** How many values there are so far, repeated ones included. */
  long count() {
    return nodes;
  }

  /** One more value. */
  void add() {
    nodes++;
  }

  /**
   * Remembers a value.
   *
   * @param before the count before the value began
   */
  void remember(String name, Node node, long before) {
    anchored.put(name, new Anchored(node, nodes - before));
  }

  /** The value of this anchor; empty when there is none before the alias. */
  Optional<Node> alias(String name) {
    Anchored found = anchored.get(name);
    if (found == null) {
      return Optional.empty();
    }
    repeated += found.nodes();
    nodes += found.nodes();
    return Optional.of(found.node());
  }

  /** Whether the aliases stand for more than any template holds. */
  boolean exhausted() {
    return repeated > MAX_NODES;
  }

  /** How many levels of values are below this one, which costs less than its alias may. */
  static int height(Node node) {
    int highest = -1;
    if (node instanceof Node.Items list) {
      for (Node item : list.items()) {
        highest = Math.max(highest, height(item));
      }
    } else if (node instanceof Node.Fields fields) {
      for (Node value : fields.entries().values()) {
        highest = Math.max(highest, height(value));
      }
    }
    return highest + 1;
  }

  /** Adds what {@code <<} brings. */
  static void merge(Node value, Map<String, Node> into) throws UnreadableSourceException {
    List<Node> objects = value instanceof Node.Items list ? list.items() : List.of(value);
    for (Node object : objects) {
      if (!(object instanceof Node.Fields fields)) {
        throw new UnreadableSourceException(
            object.location(), "<< wants an object or a list of objects, got " + object.kind());
      }
      fields.entries().forEach(into::putIfAbsent);
    }
  }
}
