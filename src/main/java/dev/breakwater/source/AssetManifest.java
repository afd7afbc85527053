package dev.breakwater.source;

import dev.breakwater.model.Gap;
import dev.breakwater.model.ImageAsset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The asset manifest of a stack, {@code Stack.assets.json}.
 *
 * @param files where each file asset lies, relative to the manifest
 * @param images what is built
 * @param gaps the manifest itself, where it cannot be read
 */
record AssetManifest(Map<String, String> files, List<ImageAsset> images, List<Gap> gaps) {

  /** Of a stack without assets. */
  static final AssetManifest EMPTY = new AssetManifest(Map.of(), List.of(), List.of());

  /** The manifest of this file; an empty one where a stack has none. */
  static AssetManifest read(Path file) {
    if (!Files.exists(file)) {
      return EMPTY;
    }
    try {
      Node root = Parser.parse(SourceText.read(file), file.toString());
      return new AssetManifest(files(root), images(root, file), List.of());
    } catch (UnreadableSourceException e) {
      return new AssetManifest(Map.of(), List.of(), List.of(new Gap(e.location(), e.reason())));
    }
  }

  private static Map<String, String> files(Node root) {
    Map<String, String> paths = new HashMap<>();
    entries(root.entry("files"))
        .forEach((hash, file) -> paths.put(hash, text(file.entry("source").entry("path"))));
    return paths;
  }

  private static List<ImageAsset> images(Node root, Path file) {
    List<ImageAsset> images = new ArrayList<>();
    entries(root.entry("dockerImages"))
        .forEach(
            (hash, image) -> {
              Node source = image.entry("source");
              // Where an executable builds the image there is no folder to build it from.
              if (source.entry("directory") instanceof Node.Text directory) {
                images.add(image(hash, source, file.resolveSibling(directory.text())));
              }
            });
    return images;
  }

  private static ImageAsset image(String hash, Node source, Path directory) {
    Map<String, String> buildArgs = new HashMap<>();
    entries(source.entry("dockerBuildArgs"))
        .forEach((name, value) -> buildArgs.put(name, text(value)));
    String dockerFile = text(source.entry("dockerFile"));
    return new ImageAsset(
        hash,
        directory.toString(),
        dockerFile.isEmpty() ? "Dockerfile" : dockerFile,
        buildArgs,
        text(source.entry("dockerBuildTarget")),
        text(source.entry("platform")));
  }

  private static Map<String, Node> entries(Node node) {
    return node instanceof Node.Fields fields ? fields.entries() : Map.of();
  }

  private static String text(Node node) {
    return node instanceof Node.Text text ? text.text() : "";
  }
}
