package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static final String STANDARD = "tag:yaml.org,2002:";

  /** YAML's own tags that keep a value what it is. */
  private static final Set<String> PLAIN = Set.of("str", "int", "float", "bool", "seq", "map");

  private ShortTags() {}

  /**
   * The long form.
   *
   * @param tag without its exclamation mark
   * @param at where the tag stands
   */
  static Node longForm(String tag, Node value, Location at) throws UnreadableSourceException {
    boolean standard = tag.startsWith(STANDARD);
    String name = standard ? tag.substring(STANDARD.length()) : tag;
    if (standard && PLAIN.contains(name)) {
      return value;
    }
    if (tag.equals("Ref") || tag.equals("Condition")) {
      return function(tag, value);
    }
    if (!FUNCTIONS.contains(tag)) {
      throw new UnreadableSourceException(
          at, "the tag !" + (standard ? "!" : "") + name + " is none that CloudFormation takes");
    }
    boolean dotted = tag.equals("GetAtt") && value instanceof Node.Text;
    return function("Fn::" + tag, dotted ? split((Node.Text) value) : value);
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
