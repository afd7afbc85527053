package dev.breakwater.source;

import dev.breakwater.model.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Templates that lie beside each other; {@code top.yaml} is read. */
final class Nested {
  private Nested() {}

  /** What {@code top.yaml} holds. */
  static Contents contents(Map<String, String> files, Deployment deployment)
      throws IOException, UnreadableSourceException {
    Path folder = Files.createTempDirectory("nested");
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      return SourceFile.read(folder.resolve("top.yaml"), Optional.empty(), deployment);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** The user of the first container. */
  static Setting<String> user(Map<String, String> files, Deployment deployment)
      throws IOException, UnreadableSourceException {
    return contents(files, deployment)
        .inventory()
        .taskDefinitions()
        .get(0)
        .containers()
        .known()
        .findFirst()
        .orElseThrow()
        .user();
  }
}
