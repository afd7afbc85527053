package dev.breakwater.source;

import dev.breakwater.model.Platform;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the services of a template place its task definitions. */
final class Placements {
  private final Node resources;
  private final Map<String, List<Set<Platform>>> byName = new HashMap<>();

  /** None yet, of a template with these resources. */
  Placements(Node resources) {
    this.resources = resources;
  }

  /** One more service. */
  void add(Setting<String> taskDefinition, Set<Platform> platforms) {
    if (taskDefinition instanceof Setting.OneOf<String> choice) {
      choice.arms().forEach(arm -> add(arm, platforms));
    }
    taskDefinition
        .known()
        .ifPresent(
            name ->
                byName
                    .computeIfAbsent(
                        resources.entry(name) instanceof Node.Fields
                            ? name
                            : TaskDefinition.familyOf(name),
                        key -> new ArrayList<>())
                    .add(platforms));
  }

  /** Where each service places the task definition of this logical id and family. */
  List<Set<Platform>> of(String id, Node family) {
    List<Set<Platform>> platforms = new ArrayList<>(byName.getOrDefault(id, List.of()));
    if (family instanceof Node.Text name) {
      platforms.addAll(byName.getOrDefault(name.text(), List.of()));
    }
    return platforms;
  }
}
