package dev.breakwater.source;

import dev.breakwater.model.ImageAsset;
import dev.breakwater.model.Inventory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a file or a folder holds.
 *
 * @param inventory what is judged
 * @param images what a cloud assembly builds when it is deployed, each once; none for other sources
 * @param nested the real paths of the templates that were read as nested stacks, with what their
 *     parents give them; whoever reads one of them by itself too judges it twice
 * @param parameters the names of the parameters that the deployment gives and a template has
 */
public record Contents(
    Inventory inventory, List<ImageAsset> images, Set<Path> nested, Set<String> parameters) {
  /** Nothing. */
  static final Contents EMPTY = new Contents(Inventory.EMPTY, List.of());

  public Contents {
    images = List.copyOf(images);
    nested = Set.copyOf(nested);
    parameters = Set.copyOf(parameters);
  }

  /** Of a source without nested stacks and parameters. */
  Contents(Inventory inventory, List<ImageAsset> images) {
    this(inventory, images, Set.of(), Set.of());
  }

  /** The same, with this inventory. */
  Contents with(Inventory other) {
    return new Contents(other, images, nested, parameters);
  }

  /** Both, the other's behind this one's; an image that both build is one. */
  Contents and(Contents other) {
    Map<String, ImageAsset> byHash = new LinkedHashMap<>();
    images.forEach(image -> byHash.putIfAbsent(image.hash(), image));
    other.images.forEach(image -> byHash.putIfAbsent(image.hash(), image));
    return new Contents(
        inventory.and(other.inventory),
        new ArrayList<>(byHash.values()),
        joined(nested, other.nested),
        joined(parameters, other.parameters));
  }

  private static <T> Set<T> joined(Set<T> first, Set<T> second) {
    Set<T> both = new HashSet<>(first);
    both.addAll(second);
    return both;
  }
}
