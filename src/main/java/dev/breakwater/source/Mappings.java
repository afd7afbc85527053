package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.util.List;

/** {@code Fn::FindInMap} in the mappings of a template. */
final class Mappings {
  private final Node mappings;
  private final Budget budget;

  /** The section of the template; nothing where it has none. */
  Mappings(Node mappings, Budget budget) {
    this.mappings = mappings;
    this.budget = budget;
  }

  /**
   * What the keys lead to, in every arm of each of them; unknown where one is.
   *
   * @param keys the map's name and two keys; with a fourth element, the language extension's
   *     default, it is unknown where nothing is found
   */
  Node find(Node keys, Location at) {
    if (!(keys instanceof Node.Items list) || list.items().size() < 3) {
      return Concatenation.placeholder("Fn::FindInMap", at);
    }
    Node map = list.items().get(0);
    Node top = list.items().get(1);
    Node second = list.items().get(2);
    return budget.each(
        map,
        first ->
            budget.each(top, next -> budget.each(second, last -> found(first, next, last, at))));
  }

  private Node found(Node map, Node top, Node second, Location at) {
    Node found = mappings;
    for (Node key : List.of(map, top, second)) {
      found = key instanceof Node.Text text ? found.entry(text.text()) : new Node.Nothing(at);
    }
    if (found instanceof Node.Text text) {
      return new Node.Text(text.text(), at);
    }
    return found instanceof Node.Items ? found : Concatenation.placeholder("Fn::FindInMap", at);
  }
}
