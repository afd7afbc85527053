package dev.breakwater.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CloudFormation's short form of intrinsic functions in YAML, {@code !Sub} for {@code Fn::Sub}. */
final class ShortTags {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "And",
          "Base64",
          "Cidr",
          "Equals",
          "FindInMap",
          "GetAtt",
          "GetAZs",
          "If",
          "ImportValue",
          "Join",
          "Length",
          "Not",
          "Or",
          "Select",
          "Split",
          "Sub",
          "ToJsonString",
          "Transform");

  /** YAML's own tags that keep a value what it is. */
  private static final Set<String> PLAIN = Set.of("str", "int", "float", "bool", "seq", "map");

  private ShortTags() {}

  /**
   * The long form; empty for a tag that CloudFormation does not know.
   *
   * @param tag without its exclamation mark
   */
  static Optional<Node> longForm(String tag, Node value) {
    if (PLAIN.contains(tag)) {
      return Optional.of(value);
    }
    if (tag.equals("Ref") || tag.equals("Condition")) {
      return Optional.of(function(tag, value));
    }
    if (!FUNCTIONS.contains(tag)) {
      return Optional.empty();
    }
    boolean dotted = tag.equals("GetAtt") && value instanceof Node.Text;
    return Optional.of(function("Fn::" + tag, dotted ? split((Node.Text) value) : value));
  }

  private static Node function(String name, Node argument) {
    return new Node.Fields(Map.of(name, argument), argument.location());
  }

  /** {@code !GetAtt Service.Name} is the list of both; the attribute's own dots belong to it. */
  private static Node split(Node.Text dotted) {
    List<Node> parts = new ArrayList<>();
    for (String part : dotted.text().split("\\.", 2)) {
      parts.add(new Node.Text(part, dotted.location()));
    }
    return new Node.Items(parts, dotted.location());
  }
}
