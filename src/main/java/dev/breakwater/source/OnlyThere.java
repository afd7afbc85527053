package dev.breakwater.source;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Proof that an edit changed nothing but what it should: both texts are read and compared. */
final class OnlyThere {
  private OnlyThere() {}

  /**
   * Compares two texts.
   *
   * @param places the keys and numbers that lead to what may differ
   */
  static void check(String before, String after, List<List<String>> places)
      throws UneditableException {
    try {
      Map<String, String> one = values(Parser.parse(before, "before"), places);
      Map<String, String> other = values(Parser.parse(after, "after"), places);
      if (!one.equals(other)) {
        throw new UneditableException("the way it is written cannot be edited for certain");
      }
    } catch (UnreadableSourceException e) {
      throw new UneditableException("the way it is written cannot be edited for certain");
    }
  }

  private static Map<String, String> values(Node root, List<List<String>> places) {
    Map<String, String> values = new TreeMap<>();
    collect(root, "", places.stream().map(OnlyThere::path).toList(), values);
    return values;
  }

  private static String path(List<String> keys) {
    return keys.stream().map(OnlyThere::step).reduce("", String::concat);
  }

  private static String step(String key) {
    return key.length() + ":" + key + "/";
  }

  private static void collect(
      Node node, String path, List<String> without, Map<String, String> into) {
    if (without.contains(path)) {
      return;
    }
    if (node instanceof Node.Fields fields) {
      // An object that the edit brings, and one that holds nothing else, are alike.
      fields.entries().forEach((key, value) -> collect(value, path + step(key), without, into));
    } else if (node instanceof Node.Items list) {
      into.put(path, "list");
      for (int item = 0; item < list.items().size(); item++) {
        collect(list.items().get(item), path + step(Integer.toString(item)), without, into);
      }
    } else {
      into.put(path, node instanceof Node.Text text ? "text " + text.text() : node.kind());
    }
  }
}
