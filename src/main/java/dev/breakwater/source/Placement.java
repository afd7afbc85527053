package dev.breakwater.source;

import dev.breakwater.model.Platform;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where ECS can place a task. */
final class Placement {
  private Placement() {}

  /**
   * What {@code requiresCompatibilities} and the services name; EC2 and Fargate where neither says
   * anything, or where it is not known what they say.
   *
   * @param services each service's; an empty one does not say, or it is not known what it says
   */
  static Set<Platform> of(Values<String> compatibilities, List<Set<Platform>> services) {
    Set<Platform> platforms = EnumSet.noneOf(Platform.class);
    boolean decided = addAll(compatibilities, platforms);
    boolean open = platforms.isEmpty() && services.stream().anyMatch(Set::isEmpty);
    services.forEach(platforms::addAll);
    if (platforms.isEmpty() || open || !decided) {
      platforms.addAll(EnumSet.of(Platform.EC2, Platform.FARGATE));
    }
    return platforms;
  }

  private static Optional<Platform> named(String name) {
    return List.of(Platform.values()).stream()
        .filter(platform -> platform.name().equals(name))
        .findFirst();
  }

  /** Whether all of it is known. */
  private static boolean addAll(Values<String> names, Set<Platform> into) {
    if (names instanceof Values.Listed<String> list) {
      boolean decided = true;
      for (Setting<String> name : list.elements()) {
        decided &= add(name, into);
      }
      return decided;
    }
    if (names instanceof Values.OneOf<String> choice) {
      boolean decided = true;
      for (Values<String> arm : choice.arms()) {
        boolean empty = arm instanceof Values.Listed<String> list && list.elements().isEmpty();
        decided &= !empty && addAll(arm, into);
      }
      return decided;
    }
    return false;
  }

  /** Whether all of it is known; an absent name is. */
  static boolean add(Setting<String> name, Set<Platform> into) {
    if (name instanceof Setting.OneOf<String> choice) {
      boolean decided = true;
      for (Setting<String> arm : choice.arms()) {
        decided &= add(arm, into);
      }
      return decided;
    }
    Optional<Platform> platform = name.known().flatMap(Placement::named);
    platform.ifPresent(into::add);
    return platform.isPresent() || name.isAbsent();
  }
}
