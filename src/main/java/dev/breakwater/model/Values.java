package dev.breakwater.model;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A list setting: its elements, or the fact that the whole list is unresolved, or one of several
 * lists where a condition decides. A list that was not written is a list without elements.
 *
 * <p>As with {@link Setting}, a location is not part of the value.
 *
 * @param <T> the type of an element
 */
public sealed interface Values<T> {

  /** Where the list stands, or its nearest parent when it is absent. */
  Location location();

  /**
   * The elements whose value is known, in every arm: what can be acted on, not what is complete.
   */
  Stream<T> known();

  /** A list of values that were not written in any file. */
  @SafeVarargs
  static <T> Values<T> of(T... values) {
    return new Listed<>(Stream.of(values).map(Setting::of).toList(), Location.NOWHERE);
  }

  /**
   * The list is there; single elements may still be unresolved.
   *
   * @param elements an element that a condition leaves out is an absent arm
   */
  record Listed<T>(List<Setting<T>> elements, Location location) implements Values<T> {
    public Listed {
      elements = List.copyOf(elements);
      Objects.requireNonNull(location, "location");
    }

    @Override
    public Stream<T> known() {
      return elements.stream().flatMap(Listed::possible);
    }

    private static <T> Stream<T> possible(Setting<T> element) {
      return element instanceof Setting.OneOf<T> choice
          ? choice.arms().stream().flatMap(Listed::possible)
          : element.known().stream();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Listed<?> that && elements.equals(that.elements);
    }

    @Override
    public int hashCode() {
      return elements.hashCode();
    }
  }

  /** The whole list is only known at deployment. */
  record Unresolved<T>(String expression, Location location) implements Values<T> {
    public Unresolved {
      Objects.requireNonNull(expression, "expression");
      Objects.requireNonNull(location, "location");
    }

    @Override
    public Stream<T> known() {
      return Stream.empty();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Unresolved<?> that && expression.equals(that.expression);
    }

    @Override
    public int hashCode() {
      return expression.hashCode();
    }
  }

  /**
   * A condition decides between whole lists; each is judged.
   *
   * @param arms at least one
   */
  record OneOf<T>(List<Values<T>> arms, Location location) implements Values<T> {
    public OneOf {
      arms = List.copyOf(arms);
      Objects.requireNonNull(location, "location");
      if (arms.isEmpty()) {
        throw new IllegalArgumentException("a choice needs at least one arm, got none");
      }
    }

    @Override
    public Stream<T> known() {
      return arms.stream().flatMap(Values::known);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof OneOf<?> that && arms.equals(that.arms);
    }

    @Override
    public int hashCode() {
      return arms.hashCode();
    }
  }
}
