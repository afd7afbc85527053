package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Any file or folder that holds task definitions; its content says what it is: a cloud assembly, a
 * CloudFormation template, or a task definition as the ECS API spells it.
 */
public final class SourceFile {
  private SourceFile() {}

  /** What is there. */
  public static Contents read(Path path) throws UnreadableSourceException {
    if (Files.isDirectory(path)) {
      if (!Files.exists(path.resolve("manifest.json"))) {
        throw new UnreadableSourceException(
            new Location(path.toString(), "", 0, 0),
            "a folder without manifest.json, so not the cloud assembly that cdk synth writes");
      }
      return Assembly.read(path);
    }
    Node root = Parser.parse(SourceText.read(path), path.toString());
    if (root.entry("Resources") instanceof Node.Fields) {
      return Assembly.readTemplate(path, root);
    }
    if (TaskDefinitionFile.isOne(root)) {
      return new Contents(TaskDefinitionFile.of(root), List.of());
    }
    if (root.entry("artifacts") instanceof Node.Fields) {
      return Assembly.read(path.resolveSibling(""));
    }
    throw new UnreadableSourceException(
        root.location(),
        "none of what is read: a CloudFormation template has Resources, a task definition has"
            + " containerDefinitions, a cloud assembly's manifest has artifacts");
  }
}
