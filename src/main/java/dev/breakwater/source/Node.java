package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A value as it was written, in whatever format, with its place. */
sealed interface Node {

  /** Where the value begins. */
  Location location();

  /** What it is, for sentences. */
  String kind();

  /**
   * A scalar, as the user wrote it: numbers and booleans too.
   *
   * @param indent how far its lines are indented below its place, where it is a literal block of
   *     YAML; otherwise 0
   */
  record Text(String text, Location location, int indent) implements Node {
    Text(String text, Location location) {
      this(text, location, 0);
    }

    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** A list. */
  record Items(List<Node> items, Location location) implements Node {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** An object, its entries in the order of the source. */
  record Fields(Map<String, Node> entries, Location location) implements Node {
    public Fields {
      entries =
          entries.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /**
   * One of several, where a condition or a parameter's allowed values decide. A choice among
   * choices is one among all of their arms, so that no nesting of conditions gets deep.
   */
  record Choice(List<Node> arms, Location location) implements Node {
    public Choice {
      arms =
          arms.stream()
              .flatMap(arm -> arm instanceof Choice inner ? inner.arms.stream() : Stream.of(arm))
              .toList();
    }

    @Override
    public String kind() {
      return "a choice";
    }
  }

  /**
   * Only a deployment knows it, or it cannot be read.
   *
   * @param expression what was written, with {@code ${placeholders}}, or why it cannot be read
   * @param noEcho the {@code NoEcho} parameters that it is made of
   */
  record Unknown(String expression, Set<String> noEcho, Location location) implements Node {
    public Unknown {
      noEcho = Set.copyOf(noEcho);
      Objects.requireNonNull(expression, "expression");
    }

    Unknown(String expression, Location location) {
      this(expression, Set.of(), location);
    }

    @Override
    public String kind() {
      return expression;
    }
  }

  /** Nothing: it was not written, or {@code AWS::NoValue} or null was. */
  record Nothing(Location location) implements Node {
    @Override
    public String kind() {
      return "nothing";
    }
  }

  /** The entry of exactly this name; nothing, at this place, where there is none. */
  default Node entry(String name) {
    Node found = this instanceof Fields fields ? fields.entries().get(name) : null;
    return found == null ? new Nothing(location()) : found;
  }

  /**
   * The property of this name in whatever case, for CloudFormation writes {@code
   * EFSVolumeConfiguration} where the API writes {@code efsVolumeConfiguration}; in every arm.
   * Nothing, at this place, where it was not written.
   */
  default Node property(String name) {
    if (this instanceof Fields fields) {
      return fieldOf(fields, name);
    }
    if (this instanceof Choice choice) {
      return new Choice(
          choice.arms().stream().map(arm -> arm.property(name)).toList(), choice.location());
    }
    return this instanceof Text || this instanceof Items
        ? new Unknown(kind() + " where an object was wanted", location())
        : this;
  }

  /** The {@code NoEcho} parameters that it, or anything in it, is made of. */
  default Set<String> noEcho() {
    Set<String> all = new TreeSet<>();
    if (this instanceof Items list) {
      list.items().forEach(item -> all.addAll(item.noEcho()));
    } else if (this instanceof Fields fields) {
      fields.entries().values().forEach(value -> all.addAll(value.noEcho()));
    } else if (this instanceof Choice choice) {
      choice.arms().forEach(arm -> all.addAll(arm.noEcho()));
    }
    return all;
  }

  /** The same value, and all in it, at another place. */
  default Node movedTo(Location at) {
    if (this instanceof Items list) {
      return new Items(list.items().stream().map(item -> item.movedTo(at)).toList(), at);
    }
    if (this instanceof Fields fields) {
      Map<String, Node> entries = new LinkedHashMap<>();
      fields.entries().forEach((name, value) -> entries.put(name, value.movedTo(at)));
      return new Fields(entries, at);
    }
    if (this instanceof Choice choice) {
      return new Choice(choice.arms().stream().map(arm -> arm.movedTo(at)).toList(), at);
    }
    if (this instanceof Unknown unknown) {
      return new Unknown(unknown.expression(), unknown.noEcho(), at);
    }
    return this instanceof Text text ? new Text(text.text(), at) : new Nothing(at);
  }

  private static Node fieldOf(Fields fields, String name) {
    Node found = new Nothing(fields.location());
    String key = "";
    for (Map.Entry<String, Node> entry : fields.entries().entrySet()) {
      if (entry.getKey().equalsIgnoreCase(name)) {
        if (!key.isEmpty()) {
          return new Unknown(
              name + ", which is written twice, as " + key + " and " + entry.getKey(),
              entry.getValue().location());
        }
        key = entry.getKey();
        found = entry.getValue();
      }
    }
    return found;
  }
}
