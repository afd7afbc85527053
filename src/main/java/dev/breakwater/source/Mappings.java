package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.util.List;

/** {@code Fn::FindInMap} in the mappings of a template. */
final class Mappings {
  private final Node mappings;
  private final boolean extended;
  private final Budget budget;

  /**
   * The section of the template; nothing where it has none.
   *
   * @param extended whether a default may stand for what is not found
   */
  Mappings(Node mappings, boolean extended, Budget budget) {
    this.mappings = mappings;
    this.extended = extended;
    this.budget = budget;
  }

  /**
   * What the keys lead to, in every arm of each of them; unknown where one is.
   *
   * @param keys the map's name, two keys and, as an extension, an object with a {@code
   *     DefaultValue}
   */
  Node find(Node keys, Location at) {
    if (!(keys instanceof Node.Items list) || list.items().size() < 3) {
      return Concatenation.placeholder("Fn::FindInMap", at);
    }
    Node map = list.items().get(0);
    Node top = list.items().get(1);
    Node second = list.items().get(2);
    Node otherwise = new Node.Nothing(at);
    if (extended && list.items().size() == 4) {
      otherwise = list.items().get(3).entry("DefaultValue");
    }
    Node missing = otherwise;
    return budget.each(
        map,
        first ->
            budget.each(
                top, next -> budget.each(second, last -> found(first, next, last, missing, at))));
  }

  private Node found(Node map, Node top, Node second, Node missing, Location at) {
    Node found = mappings;
    boolean known = mappings.entry("Fn::Transform") instanceof Node.Nothing;
    for (Node key : List.of(map, top, second)) {
      known &= key instanceof Node.Text;
      found = key instanceof Node.Text text ? found.entry(text.text()) : new Node.Nothing(at);
    }
    if (known && found instanceof Node.Nothing && !(missing instanceof Node.Nothing)) {
      return missing;
    }
    if (found instanceof Node.Text text) {
      return new Node.Text(text.text(), at);
    }
    return found instanceof Node.Items ? found : Concatenation.placeholder("Fn::FindInMap", at);
  }
}
