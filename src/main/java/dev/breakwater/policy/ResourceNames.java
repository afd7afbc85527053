package dev.breakwater.policy;

import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By which names people know a resource: its id first, then its own name and construct path. */
final class ResourceNames {
  private final Map<Place, List<String>> others = new HashMap<>();

  private record Place(String source, String resource) {}

  ResourceNames(Inventory inventory) {
    inventory.taskDefinitions().forEach(task -> add(task.resource(), task.family()));
    inventory.services().forEach(service -> add(service.resource(), service.name()));
    inventory.clusters().forEach(cluster -> add(cluster.resource(), cluster.name()));
    inventory.capacityProviders().forEach(provider -> add(provider.resource(), provider.name()));
    inventory.hosts().forEach(host -> add(host.resource(), host.name()));
    inventory
        .resources()
        .forEach(
            resource ->
                add(
                    resource.location().subject(),
                    new Setting.Known<>(resource.constructPath(), resource.location())));
  }

  private void add(String resource, Setting<String> name) {
    Place place = new Place(name.location().source(), resource);
    name.known()
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> others.computeIfAbsent(place, key -> new ArrayList<>()).add(text));
  }

  /** Of the resource that the place belongs to; a place in no resource has an empty id. */
  List<String> of(Location location) {
    List<String> names = new ArrayList<>(List.of(location.subject()));
    names.addAll(others.getOrDefault(new Place(location.source(), location.subject()), List.of()));
    return names;
  }
}
