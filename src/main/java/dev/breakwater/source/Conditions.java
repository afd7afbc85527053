package dev.breakwater.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The conditions of a template, each by itself: true, false, or undecided, which is empty. A
 * default decides none, for the next deployment may give another value; in a cycle none is decided.
 */
final class Conditions {
  /** Conditions of conditions; more than anybody can follow. */
  private static final int MAX_DEPTH = 100;

  private static final Set<String> YES = Set.of("true", "yes", "on", "y");
  private static final Set<String> NO = Set.of("false", "no", "off", "n");
  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]*");
  private static final Pattern NUMERIC = Pattern.compile("[-+.]?[0-9].*");

  private final Node section;
  private final Function<Node, Node> certain;
  private final Map<String, Optional<Boolean>> decided = new HashMap<>();
  private final Map<String, Boolean> assumed = new HashMap<>();
  private int depth;

  /**
   * Of this section.
   *
   * @param certain resolves a value without any default
   */
  Conditions(Node section, Function<Node, Node> certain) {
    // What a macro adds may stand in for any of them.
    this.section =
        section.entry("Fn::Transform") instanceof Node.Nothing
            ? section
            : new Node.Nothing(section.location());
    this.certain = certain;
  }

  /** Whether the condition of this name holds; empty where it is not decided, or there is none. */
  Optional<Boolean> holds(Node name) {
    return name instanceof Node.Text text ? holds(text.text()) : Optional.empty();
  }

  private Optional<Boolean> holds(String name) {
    if (assumed.containsKey(name)) {
      return Optional.of(assumed.get(name));
    }
    Optional<Boolean> known = decided.putIfAbsent(name, Optional.empty());
    if (known != null) {
      return known;
    }
    // Nobody's arm: a condition is the same wherever it is asked for.
    Map<String, Boolean> around = new HashMap<>(assumed);
    assumed.clear();
    Optional<Boolean> value = evaluated(section.entry(name));
    assumed.putAll(around);
    decided.put(name, value);
    return value;
  }

  /** What is made where this condition, if it is a name, is taken to hold, or not to hold. */
  <T> T where(Node name, boolean holds, Supplier<T> made) {
    if (!(name instanceof Node.Text text)) {
      return made.get();
    }
    Boolean before = assumed.put(text.text(), holds);
    T result = made.get();
    if (before == null) {
      assumed.remove(text.text());
    } else {
      assumed.put(text.text(), before);
    }
    return result;
  }

  private Optional<Boolean> evaluated(Node node) {
    if (depth >= MAX_DEPTH
        || !(node instanceof Node.Fields fields)
        || fields.entries().size() != 1) {
      return Optional.empty();
    }
    depth++;
    Optional<Boolean> value = evaluated(fields);
    depth--;
    return value;
  }

  private Optional<Boolean> evaluated(Node.Fields fields) {
    Map.Entry<String, Node> function = fields.entries().entrySet().iterator().next();
    List<Node> operands = function.getValue() instanceof Node.Items list ? list.items() : List.of();
    return switch (function.getKey()) {
      case "Condition" -> holds(function.getValue());
      case "Fn::Equals" ->
          operands.size() == 2
              ? equal(certain.apply(operands.get(0)), certain.apply(operands.get(1)))
              : Optional.empty();
      case "Fn::Not" ->
          operands.size() == 1 ? evaluated(operands.get(0)).map(value -> !value) : Optional.empty();
      case "Fn::And" -> combined(operands, false);
      case "Fn::Or" -> combined(operands, true);
      default -> Optional.empty();
    };
  }

  /** One operand of this value decides; all of the other value do. */
  private Optional<Boolean> combined(List<Node> operands, boolean deciding) {
    List<Optional<Boolean>> values = new ArrayList<>();
    operands.forEach(operand -> values.add(evaluated(operand)));
    if (values.contains(Optional.of(deciding))) {
      return Optional.of(deciding);
    }
    return values.isEmpty() || values.contains(Optional.<Boolean>empty())
        ? Optional.empty()
        : Optional.of(!deciding);
  }

  /** Whether two resolved values are equal in every arm of both, or in none. */
  static Optional<Boolean> equal(Node left, Node right) {
    Set<String> lefts = new HashSet<>();
    Set<String> rights = new HashSet<>();
    if (!texts(left, lefts) || !texts(right, rights)) {
      return Optional.empty();
    }
    if (lefts.size() == 1 && rights.equals(lefts)) {
      return Optional.of(true);
    }
    Set<String> both = new HashSet<>(lefts);
    both.addAll(rights);
    boolean odd = both.stream().anyMatch(Conditions::isOddNumber);
    Set<String> forms = new HashSet<>();
    lefts.forEach(text -> forms.add(form(text, odd)));
    return rights.stream().anyMatch(text -> forms.contains(form(text, odd)))
        ? Optional.empty()
        : Optional.of(false);
  }

  /** Whether it is only texts, which are added. */
  private static boolean texts(Node node, Set<String> into) {
    if (node instanceof Node.Choice choice) {
      return choice.arms().stream().allMatch(arm -> texts(arm, into));
    }
    if (node instanceof Node.Text text) {
      into.add(text.text());
      return true;
    }
    return false;
  }

  /**
   * The same for all that may be equal once CloudFormation has read it: it takes YAML 1.1's {@code
   * yes} for a boolean and {@code 010} for a number where no quotes say otherwise.
   */
  private static String form(String text, boolean odd) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (YES.contains(lower) || NO.contains(lower)) {
      return YES.contains(lower) ? "true" : "false";
    }
    return odd && NUMERIC.matcher(text).matches() ? "a number" : text;
  }

  private static boolean isOddNumber(String text) {
    return NUMERIC.matcher(text).matches() && !WHOLE.matcher(text).matches();
  }
}
