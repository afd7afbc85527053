package dev.breakwater.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How much a template may grow into. Functions of functions multiply, so a small hostile template
 * could stand for more than any machine holds; beyond the budget everything is unknown.
 */
final class Budget {
  /** What an arm costs, in characters. */
  private static final int ARM = 100;

  /** Characters; a template itself may have a million. */
  private int left = 4_000_000;

  /** Whether so much more fits; once it does not, nothing more does. */
  boolean spend(int amount) {
    left = amount > left ? 0 : left - amount;
    return left > 0;
  }

  /** The change of this value, or of every arm of it. */
  Node each(Node value, UnaryOperator<Node> change) {
    if (!(value instanceof Node.Choice choice)) {
      return change.apply(value);
    }
    List<Node> arms = new ArrayList<>();
    for (Node arm : choice.arms()) {
      if (!spend(ARM)) {
        return new Node.Unknown(
            "more combinations than can be judged", choice.noEcho(), choice.location());
      }
      arms.add(each(arm, change));
    }
    return new Node.Choice(arms, choice.location());
  }
}
