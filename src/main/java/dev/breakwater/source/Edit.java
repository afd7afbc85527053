package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One change of one setting in the text of a template or of a task definition.
 *
 * @param resource the logical id of a template's resource; a file of one task definition has one
 * @param inContainer whether it is a setting of one of its containers
 * @param location a place in that container
 * @param path names of properties as the API spells them; {@code *} is each item of a list, and a
 *     name that begins with {@code =} is written in exactly this case
 * @param change what becomes of what is there
 */
public record Edit(
    String resource, boolean inContainer, Location location, List<String> path, Change change) {
  public Edit {
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(location, "location");
    path = List.copyOf(path);
    Objects.requireNonNull(change, "change");
  }

  /** What becomes of a setting. */
  public sealed interface Change {}

  /** It has this value: a word, a number, true or false. */
  public record Put(Object value) implements Change {}

  /** Its list has this item too. */
  public record Add(String item) implements Change {}

  /** The items of its list that are keys here become their values. */
  public record Swap(Map<String, String> items) implements Change {
    public Swap {
      items = Map.copyOf(items);
    }
  }
}
