package dev.breakwater.source;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rules, schedules and pipes of EventBridge, which may start tasks. */
final class Triggers {
  static final Set<String> TYPES =
      Set.of("AWS::Events::Rule", "AWS::Pipes::Pipe", "AWS::Scheduler::Schedule");

  private Triggers() {}

  /** How each of its targets that is a task is started. */
  static List<Node> tasks(Node properties) {
    return Stream.of(
            targets(properties.property("targets")),
            Stream.of(properties.property("target").property("ecsParameters")),
            Stream.of(properties.property("targetParameters").property("ecsTaskParameters")))
        .flatMap(found -> found)
        .filter(Triggers::isThere)
        .toList();
  }

  private static Stream<Node> targets(Node targets) {
    if (targets instanceof Node.Items list) {
      return list.items().stream().map(target -> target.property("ecsParameters"));
    }
    return targets instanceof Node.Choice choice
        ? choice.arms().stream().flatMap(Triggers::targets)
        : Stream.of(targets);
  }

  /** What cannot be read may start a task. */
  private static boolean isThere(Node task) {
    return task instanceof Node.Choice choice
        ? choice.arms().stream().anyMatch(Triggers::isThere)
        : !(task instanceof Node.Nothing);
  }
}
