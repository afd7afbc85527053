package dev.breakwater;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A template as a tree, by another parser than the product's: short tags in the long form, every
 * scalar as a text.
 */
final class TemplateTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TemplateTree() {}

  /** The tree of this text, which may be JSON. */
  static ObjectNode of(String text) {
    return (ObjectNode) tree(new Yaml().compose(new StringReader(text)));
  }

  private static JsonNode tree(Node node) {
    JsonNode value = value(node);
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return value;
    }
    String name = tag.equals("!Ref") || tag.equals("!Condition") ? "" : "Fn::";
    return NODES.objectNode().set(name + tag.substring(1), value);
  }

  private static JsonNode value(Node node) {
    if (node instanceof ScalarNode scalar) {
      return NODES.textNode(scalar.getValue());
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = NODES.arrayNode();
      sequence.getValue().forEach(item -> array.add(tree(item)));
      return array;
    }
    ObjectNode object = NODES.objectNode();
    for (NodeTuple entry : ((MappingNode) node).getValue()) {
      object.set(((ScalarNode) entry.getKeyNode()).getValue(), tree(entry.getValueNode()));
    }
    return object;
  }

  /** The same with the keys of every object in another order. */
  static JsonNode shuffled(JsonNode node, Random random) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = NODES.arrayNode();
      array.forEach(item -> copy.add(shuffled(item, random)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      Collections.shuffle(names, random);
      ObjectNode copy = NODES.objectNode();
      names.forEach(name -> copy.set(name, shuffled(object.get(name), random)));
      return copy;
    }
    return node;
  }

  /** Every place in it, as a JSON pointer. */
  static List<String> places(JsonNode node) {
    List<String> places = new ArrayList<>();
    collect("", node, places);
    return places;
  }

  private static void collect(String at, JsonNode node, List<String> into) {
    if (!at.isEmpty()) {
      into.add(at);
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        collect(at + "/" + i, array.get(i), into);
      }
    } else if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(entry -> collect(at + "/" + entry.getKey(), entry.getValue(), into));
    }
  }

  /** A copy with this at the place; without what is there where it is missing. */
  static ObjectNode with(ObjectNode root, String place, JsonNode value) {
    ObjectNode copy = root.deepCopy();
    int slash = place.lastIndexOf('/');
    JsonNode parent = copy.at(place.substring(0, slash));
    String name = place.substring(slash + 1);
    if (parent instanceof ObjectNode object) {
      if (value.isMissingNode()) {
        object.remove(name);
      } else {
        object.set(name, value);
      }
    } else if (parent instanceof ArrayNode array && Integer.parseInt(name) < array.size()) {
      if (value.isMissingNode()) {
        array.remove(Integer.parseInt(name));
      } else {
        array.set(Integer.parseInt(name), value);
      }
    }
    return copy;
  }
}
