package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of parts, of which some may be unknown or have several values. An unknown part stays in the
 * text as a {@code ${placeholder}}, so that the literal rest can still be read.
 */
final class Concatenation {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^${}]*)}");

  /** Every combination is judged, and printed; nobody reads more. */
  private static final int MAX_COMBINATIONS = 64;

  private final Budget budget;

  Concatenation(Budget budget) {
    this.budget = budget;
  }

  /** One combination, as far as it is put together. */
  private static final class Partial {
    private final StringBuilder text;
    private final Set<String> noEcho;
    private boolean known;

    Partial(String text, boolean known, Set<String> noEcho) {
      this.text = new StringBuilder(text);
      this.known = known;
      this.noEcho = new TreeSet<>(noEcho);
    }

    Partial copy() {
      return new Partial(text.toString(), known, noEcho);
    }

    int add(Node part) {
      if (part instanceof Node.Text literal) {
        text.append(literal.text());
        return literal.text().length();
      }
      known = false;
      String hole = part.kind();
      noEcho.addAll(part.noEcho());
      hole = hole.contains("${") ? hole : placeholder(hole, part.location()).expression();
      text.append(hole);
      return hole.length();
    }

    Node node(Location at) {
      return known
          ? new Node.Text(text.toString(), at)
          : new Node.Unknown(text.toString(), noEcho, at);
    }
  }

  /** What only a deployment knows, by this name. */
  static Node.Unknown placeholder(String name, Location at) {
    return new Node.Unknown("${" + name.replaceAll("[${}]", "") + "}", at);
  }

  /** The same, made of this, which may hold {@code NoEcho} parameters. */
  static Node.Unknown placeholder(String name, Node madeOf, Location at) {
    return new Node.Unknown(placeholder(name, at).expression(), madeOf.noEcho(), at);
  }

  /** {@code Fn::Join}. */
  Node join(String delimiter, List<Node> pieces, Location at) {
    List<Node> parts = new ArrayList<>();
    for (Node piece : pieces) {
      if (!parts.isEmpty()) {
        parts.add(new Node.Text(delimiter, at));
      }
      parts.add(piece);
    }
    return of(parts, at);
  }

  /** {@code Fn::Sub}; {@code ${!Literal}} is text. */
  Node substitute(String template, Function<String, Node> variable, Location at) {
    List<Node> parts = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(template);
    int end = 0;
    while (matcher.find()) {
      parts.add(new Node.Text(template.substring(end, matcher.start()), at));
      parts.add(
          matcher.group(1).isEmpty()
              ? variable.apply(matcher.group(2).strip())
              : new Node.Text("${" + matcher.group(2) + "}", at));
      end = matcher.end();
    }
    parts.add(new Node.Text(template.substring(end), at));
    return of(parts, at);
  }

  /** These parts, one behind the other. */
  Node of(List<Node> parts, Location at) {
    List<Partial> partials = List.of(new Partial("", true, Set.of()));
    for (Node part : parts) {
      List<Node> options = new ArrayList<>();
      flatten(part, options);
      if (partials.size() * options.size() > MAX_COMBINATIONS) {
        options = List.of(placeholder("more combinations than can be judged", part, at));
      }
      List<Partial> longer = new ArrayList<>();
      for (Partial partial : partials) {
        for (int i = 0; i < options.size(); i++) {
          // The last one to take the beginning may have it for its own.
          Partial next = i == options.size() - 1 ? partial : partial.copy();
          longer.add(next);
          if (!budget.spend(next.add(options.get(i)) + 1)) {
            return new Node.Unknown(
                "a text longer than can be judged", new Node.Items(parts, at).noEcho(), at);
          }
        }
      }
      partials = longer;
    }
    List<Node> all = partials.stream().map(partial -> partial.node(at)).distinct().toList();
    return all.size() == 1 ? all.get(0) : new Node.Choice(all, at);
  }

  private static void flatten(Node part, List<Node> into) {
    if (part instanceof Node.Choice choice) {
      choice.arms().forEach(arm -> flatten(arm, into));
    } else {
      into.add(part);
    }
  }
}
