package dev.breakwater.source;

import dev.breakwater.model.ImageAsset;
import dev.breakwater.model.Inventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file or a folder holds.
 *
 * @param inventory what is judged
 * @param images what a cloud assembly builds when it is deployed, each once; none for other sources
 */
public record Contents(Inventory inventory, List<ImageAsset> images) {
  /** Nothing. */
  static final Contents EMPTY = new Contents(Inventory.EMPTY, List.of());

  public Contents {
    images = List.copyOf(images);
  }

  /** Both, the other's behind this one's; an image that both build is one. */
  Contents and(Contents other) {
    Map<String, ImageAsset> byHash = new LinkedHashMap<>();
    images.forEach(image -> byHash.putIfAbsent(image.hash(), image));
    other.images.forEach(image -> byHash.putIfAbsent(image.hash(), image));
    return new Contents(inventory.and(other.inventory), new ArrayList<>(byHash.values()));
  }
}
