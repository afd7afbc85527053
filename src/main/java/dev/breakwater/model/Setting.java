package dev.breakwater.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One value of a task definition: known, absent, or unresolved until deployment; or one of several,
 * where a condition decides.
 *
 * <p>Two settings are equal when they say the same, wherever they were written: a location is not
 * part of the value.
 *
 * @param <T> the type of the value
 */
public sealed interface Setting<T> {

  /** Where the value stands, or its nearest parent when it is absent. */
  Location location();

  /** The same setting with its value changed; what is not known stays as it is. */
  <R> Setting<R> map(Function<? super T, ? extends R> change);

  /** The value where it is known; empty when it is absent, unresolved or one of several. */
  default Optional<T> known() {
    return Optional.empty();
  }

  /** Whether nothing was written. */
  default boolean isAbsent() {
    return false;
  }

  /** A value that was not written in any file. */
  static <T> Setting<T> of(T value) {
    return new Known<>(value, Location.NOWHERE);
  }

  /** Nothing, and not in any file. */
  static <T> Setting<T> absent() {
    return new Absent<>(Location.NOWHERE);
  }

  /** A value that is written down. */
  record Known<T>(T value, Location location) implements Setting<T> {
    public Known {
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(location, "location");
    }

    @Override
    public <R> Setting<R> map(Function<? super T, ? extends R> change) {
      return new Known<>(change.apply(value), location);
    }

    @Override
    public Optional<T> known() {
      return Optional.of(value);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Known<?> that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }
  }

  /** Nothing was written: the platform's own default holds. */
  record Absent<T>(Location location) implements Setting<T> {
    public Absent {
      Objects.requireNonNull(location, "location");
    }

    @Override
    public <R> Setting<R> map(Function<? super T, ? extends R> change) {
      return new Absent<>(location);
    }

    @Override
    public boolean isAbsent() {
      return true;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Absent<?>;
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }

  /**
   * Something was written that only a deployment resolves, or that cannot be read as this setting.
   *
   * @param expression what was written, or why it cannot be read; never a secret
   */
  record Unresolved<T>(String expression, Location location) implements Setting<T> {
    public Unresolved {
      Objects.requireNonNull(expression, "expression");
      Objects.requireNonNull(location, "location");
    }

    @Override
    public <R> Setting<R> map(Function<? super T, ? extends R> change) {
      return new Unresolved<>(expression, location);
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
   * A condition or a parameter's allowed values decide; each arm is possible, so each is judged.
   *
   * @param arms at least one
   */
  record OneOf<T>(List<Setting<T>> arms, Location location) implements Setting<T> {
    public OneOf {
      arms = List.copyOf(arms);
      Objects.requireNonNull(location, "location");
      if (arms.isEmpty()) {
        throw new IllegalArgumentException("a choice needs at least one arm, got none");
      }
    }

    @Override
    public <R> Setting<R> map(Function<? super T, ? extends R> change) {
      return new OneOf<>(arms.stream().<Setting<R>>map(arm -> arm.map(change)).toList(), location);
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
