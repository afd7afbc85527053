package dev.breakwater.docker;

import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads settings as values, and remembers in sentences what could not be taken as it stands. */
final class Reading {
  private final Set<String> differences = new LinkedHashSet<>();

  /** What is not as on ECS, in the order in which it was met; each once. */
  List<String> differences() {
    return List.copyOf(differences);
  }

  void differs(String sentence) {
    differences.add(sentence);
  }

  /**
   * The value where there is one.
   *
   * @param what whose and which, such as {@code container app: user}
   */
  <T> Optional<T> value(Setting<T> setting, String what) {
    if (setting instanceof Setting.Unresolved<T> unresolved) {
      differs(
          "%s is known only at deployment (%s), so it is left out here"
              .formatted(what, unresolved.expression()));
    }
    if (setting instanceof Setting.OneOf<T> choice) {
      differs("%s depends on a condition; its first value is taken here".formatted(what));
      return value(choice.arms().get(0), what);
    }
    return setting.known();
  }

  boolean isOn(Setting<Boolean> setting, String what) {
    return value(setting, what).orElse(false);
  }

  /** The elements that there are. */
  <T> List<T> values(Values<T> values, String what) {
    if (values instanceof Values.Listed<T> listed) {
      List<T> found = new ArrayList<>();
      listed.elements().forEach(element -> value(element, what).ifPresent(found::add));
      return found;
    }
    if (values instanceof Values.OneOf<T> choice) {
      differs("%s depends on a condition; its first value is taken here".formatted(what));
      return values(choice.arms().get(0), what);
    }
    if (values instanceof Values.Unresolved<T> unresolved) {
      differs(
          "%s is known only at deployment (%s), so it is left out here"
              .formatted(what, unresolved.expression()));
    }
    return List.of();
  }
}
