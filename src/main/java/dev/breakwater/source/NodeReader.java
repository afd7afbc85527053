package dev.breakwater.source;

import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Nodes become the settings of one resource. A value of a wrong type is unresolved with a sentence
 * that says so: unknown, never absent and never a crash.
 *
 * @param subject the resource, for every location
 */
record NodeReader(String subject) {
  private static final Pattern DYNAMIC_REFERENCE = Pattern.compile("\\{\\{resolve:");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}]*}");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,8})");

  /** The node's place, as part of the resource. */
  Location at(Node node) {
    return node.location().of(subject);
  }

  /** A text; a dynamic reference in it is only resolved by the deployment. */
  Setting<String> text(Node node) {
    return setting(
        node,
        text ->
            DYNAMIC_REFERENCE.matcher(text).find()
                ? new Setting.Unresolved<>(text, at(node))
                : new Setting.Known<>(text, at(node)));
  }

  /**
   * A text that may be a secret: where it is unresolved, only its placeholders are shown. A dynamic
   * reference stays text, for a deployment writes its plain value into the task definition.
   */
  Setting<String> secretive(Node node) {
    if (node instanceof Node.Unknown unknown) {
      return DYNAMIC_REFERENCE.matcher(unknown.expression()).find()
          ? new Setting.Known<>(unknown.expression(), at(node))
          : new Setting.Unresolved<>(masked(unknown.expression()), at(node));
    }
    if (node instanceof Node.Choice choice) {
      return new Setting.OneOf<>(choice.arms().stream().map(this::secretive).toList(), at(node));
    }
    return setting(node, text -> new Setting.Known<>(text, at(node)));
  }

  private static String masked(String expression) {
    if (!PLACEHOLDER.matcher(expression).find()) {
      return expression;
    }
    StringBuilder shown = new StringBuilder();
    int end = 0;
    for (var hole : PLACEHOLDER.matcher(expression).results().toList()) {
      shown.append(hole.start() > end ? "…" : "").append(hole.group());
      end = hole.end();
    }
    return shown.append(end < expression.length() ? "…" : "").toString();
  }

  /** A boolean, which CloudFormation takes as a text too; YAML 1.1 also has yes and no. */
  Setting<Boolean> flag(Node node) {
    return setting(
        node,
        text ->
            switch (text.toLowerCase(java.util.Locale.ROOT)) {
              case "true", "yes", "on" -> new Setting.Known<>(true, at(node));
              case "false", "no", "off" -> new Setting.Known<>(false, at(node));
              default -> wrong(text, "neither true nor false", node);
            });
  }

  /** A whole number, which CloudFormation takes as a text too. */
  Setting<Integer> number(Node node) {
    return setting(
        node,
        text ->
            WHOLE_NUMBER.matcher(text).matches()
                ? new Setting.Known<>(Integer.valueOf(text), at(node))
                : wrong(text, "not a whole number of at most nine digits", node));
  }

  /** A number in a unit of its own, such as {@code .5 vCPU}; empty where the text is none. */
  Setting<Integer> amount(Node node, Pattern withUnit, int factor) {
    return setting(
        node,
        text -> {
          var matcher = withUnit.matcher(text.strip());
          return matcher.matches()
              ? new Setting.Known<>(
                  (int) Math.round(Double.parseDouble(matcher.group(1)) * factor), at(node))
              : number(node);
        });
  }

  /** An object, in whatever form it is read. */
  <T> Setting<T> object(Node node, Function<Node, T> read) {
    if (node instanceof Node.Fields) {
      return new Setting.Known<>(read.apply(node), at(node));
    }
    if (node instanceof Node.Choice choice) {
      return new Setting.OneOf<>(
          choice.arms().stream().map(arm -> object(arm, read)).toList(), at(node));
    }
    if (node instanceof Node.Nothing) {
      return new Setting.Absent<>(at(node));
    }
    return new Setting.Unresolved<>(
        node instanceof Node.Unknown ? node.kind() : node.kind() + " where an object was wanted",
        at(node));
  }

  /** A list of texts. */
  Values<String> texts(Node node) {
    return list(node, this::text);
  }

  /** A list of objects. */
  <T> Values<T> objects(Node node, Function<Node, T> read) {
    return list(node, item -> object(item, read));
  }

  /** A list. */
  <T> Values<T> list(Node node, Function<Node, Setting<T>> read) {
    if (node instanceof Node.Items items) {
      return new Values.Listed<>(items.items().stream().map(read).toList(), at(node));
    }
    return beyondList(node, arm -> list(arm, read), "a list");
  }

  /** An object whose keys the user chose. */
  <T> Values<T> entries(Node node, BiFunction<String, Node, T> read) {
    if (node instanceof Node.Fields fields) {
      List<Setting<T>> entries = new ArrayList<>();
      fields
          .entries()
          .forEach(
              (name, value) ->
                  entries.add(new Setting.Known<>(read.apply(name, value), at(value))));
      return new Values.Listed<>(entries, at(node));
    }
    return beyondList(node, arm -> entries(arm, read), "an object");
  }

  /** Which of these properties are written, in whatever form. */
  Values<String> written(Node node, List<String> names) {
    List<Setting<String>> found = new ArrayList<>();
    for (String name : names) {
      Setting<String> one = written(node.property(name), name);
      if (!one.isAbsent()) {
        found.add(one);
      }
    }
    return new Values.Listed<>(found, at(node));
  }

  private Setting<String> written(Node property, String name) {
    if (property instanceof Node.Choice choice) {
      List<Setting<String>> arms = choice.arms().stream().map(arm -> written(arm, name)).toList();
      return arms.stream().allMatch(Setting::isAbsent)
          ? new Setting.Absent<>(at(property))
          : new Setting.OneOf<>(arms, at(property));
    }
    return property instanceof Node.Nothing
            || (property instanceof Node.Items list && list.items().isEmpty())
        ? new Setting.Absent<>(at(property))
        : new Setting.Known<>(name, at(property));
  }

  private <T> Values<T> beyondList(Node node, Function<Node, Values<T>> read, String wanted) {
    if (node instanceof Node.Nothing) {
      return new Values.Listed<>(List.of(), at(node));
    }
    if (node instanceof Node.Choice choice) {
      return new Values.OneOf<>(choice.arms().stream().map(read).toList(), at(node));
    }
    return new Values.Unresolved<>(
        node instanceof Node.Unknown
            ? node.kind()
            : node.kind() + " where " + wanted + " was wanted",
        at(node));
  }

  private <T> Setting<T> setting(Node node, Function<String, Setting<T>> read) {
    if (node instanceof Node.Text text) {
      return read.apply(text.text());
    }
    if (node instanceof Node.Choice choice) {
      return new Setting.OneOf<>(
          choice.arms().stream().map(arm -> setting(arm, read)).toList(), at(node));
    }
    if (node instanceof Node.Nothing) {
      return new Setting.Absent<>(at(node));
    }
    return new Setting.Unresolved<>(
        node instanceof Node.Unknown
            ? node.kind()
            : node.kind() + " where a single value was wanted",
        at(node));
  }

  private <T> Setting<T> wrong(String text, String why, Node node) {
    return new Setting.Unresolved<>("the value \"" + text + "\", which is " + why, at(node));
  }
}
