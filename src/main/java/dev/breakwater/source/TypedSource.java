package dev.breakwater.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One text, and the road that fits it.
 *
 * @param name for locations
 * @param file where it lies; empty where it is no file
 */
record TypedSource(String name, Optional<Path> file, Deployment deployment) {

  /** What it holds; it is refused where it is not of this type, or of none. */
  Contents read(byte[] bytes, Optional<SourceType> type) throws UnreadableSourceException {
    Node root = Parser.parse(SourceText.decode(bytes, name), name);
    SourceType found = type.or(() -> Signs.typeOf(root)).orElse(null);
    if (found == null) {
      throw new UnreadableSourceException(root.location(), "none of what is read: " + Signs.all());
    }
    return as(found, root);
  }

  /** What it holds, where it is of this type, or of any; empty where it is none of ours. */
  Optional<Contents> met(byte[] bytes, Optional<SourceType> wanted)
      throws UnreadableSourceException {
    Node root;
    try {
      root = Parser.parse(SourceText.decode(bytes, name), name);
    } catch (UnreadableSourceException e) {
      if (Signs.looksLikeOurs(name, bytes)) {
        throw e;
      }
      return Optional.empty();
    }
    Optional<SourceType> type = Signs.typeOf(root);
    return type.isPresent() && wanted.map(type.get()::equals).orElse(true)
        ? Optional.of(as(type.get(), root))
        : Optional.empty();
  }

  private Contents as(SourceType type, Node root) throws UnreadableSourceException {
    return switch (type) {
      case CLOUDFORMATION ->
          file.isPresent()
              ? Assembly.readTemplate(file.get(), root, deployment)
              : Template.ofText(root, deployment);
      case CDK_ASSEMBLY -> assembly(root);
      case TASK_DEFINITION -> new Contents(TaskDefinitionFile.of(root), List.of());
      case TERRAFORM -> new Contents(TerraformPlan.of(root), List.of());
      case DOCKER_INSPECT -> throw new UnreadableSourceException(root.location(), "not read yet");
    };
  }

  private Contents assembly(Node root) throws UnreadableSourceException {
    if (file.isEmpty()) {
      throw new UnreadableSourceException(
          root.location(), "a cloud assembly's manifest names files; wanted their folder");
    }
    return Assembly.read(file.get().resolveSibling(""), deployment);
  }
}
