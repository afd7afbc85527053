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
    Node root;
    try {
      root = parsed(bytes, type);
    } catch (UnreadableSourceException e) {
      throw TerraformSource.refusal(Signs.searchable(bytes), name).orElse(e);
    }
    Optional<SourceType> found = type.or(() -> Signs.typeOf(root));
    if (found.isEmpty()) {
      throw TerraformSource.refusal(Signs.searchable(bytes), name)
          .or(() -> TerraformSource.refusal(root))
          .orElseGet(
              () ->
                  new UnreadableSourceException(
                      root.location(), "none of what is read: " + Signs.all()));
    }
    return as(found.get(), root);
  }

  /** What it holds, where it is of this type, or of any; empty where it is none of ours. */
  Optional<Contents> met(byte[] bytes, Optional<SourceType> wanted)
      throws UnreadableSourceException {
    Node root;
    try {
      root = parsed(bytes, wanted);
    } catch (UnreadableSourceException e) {
      refuse(TerraformSource.refusal(Signs.searchable(bytes), name), bytes);
      if (Signs.looksLikeOurs(name, bytes)) {
        throw e;
      }
      return Optional.empty();
    }
    Optional<SourceType> type = Signs.typeOf(root);
    if (type.isEmpty()) {
      refuse(
          TerraformSource.refusal(Signs.searchable(bytes), name)
              .or(() -> TerraformSource.refusal(root)),
          bytes);
    }
    return type.isPresent() && wanted.map(type.get()::equals).orElse(true) && Signs.isMeant(root)
        ? Optional.of(as(type.get(), root))
        : Optional.empty();
  }

  private static void refuse(Optional<UnreadableSourceException> refusal, byte[] bytes)
      throws UnreadableSourceException {
    if (refusal.isPresent() && TerraformSource.mayHoldEcs(Signs.searchable(bytes))) {
      throw refusal.get();
    }
  }

  /** A task definition may have comments and trailing commas; nothing else may. */
  private Node parsed(byte[] bytes, Optional<SourceType> type) throws UnreadableSourceException {
    String text = SourceText.decode(bytes, name);
    try {
      return Parser.parse(text, name);
    } catch (UnreadableSourceException strict) {
      Node root;
      try {
        root = Parser.parseWithComments(text, name);
      } catch (UnreadableSourceException e) {
        throw strict;
      }
      if (type.or(() -> Signs.typeOf(root)).equals(Optional.of(SourceType.TASK_DEFINITION))) {
        return root;
      }
      throw strict;
    }
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
      case DOCKER_INSPECT -> new Contents(Inspection.of(root), List.of());
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
