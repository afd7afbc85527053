package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The door to every road: any file or folder that says what runs on ECS. What it is, its content
 * says ({@link SourceType}), unless its type is given.
 */
public final class SourceFile {
  private SourceFile() {}

  /** What is there. */
  public static Contents read(Path path) throws UnreadableSourceException {
    return read(path, Optional.empty(), Deployment.UNKNOWN);
  }

  /**
   * What is there; a file that is none of what is read is refused.
   *
   * @param type what it must be; found from its content where it is empty
   */
  public static Contents read(Path path, Optional<SourceType> type, Deployment deployment)
      throws UnreadableSourceException {
    if (!Files.isDirectory(path)) {
      return new TypedSource(path.toString(), Optional.of(path), deployment)
          .read(SourceText.bytes(path), type);
    }
    if (type.isPresent() && type.get() != SourceType.CDK_ASSEMBLY) {
      throw refusal(path, "is a folder; wanted a file of type " + type.get());
    }
    if (!Files.exists(path.resolve("manifest.json"))) {
      throw refusal(
          path, "a folder without manifest.json, so not the cloud assembly that cdk synth writes");
    }
    return Assembly.read(path, deployment);
  }

  /**
   * What a file holds that was met in a folder, so nobody said that it is one of ours; empty where
   * it is not. One that looks like ours and is broken is refused: what is unknown is never clean.
   *
   * @param type what is asked for; any type where it is empty
   */
  public static Optional<Contents> readMet(
      Path file, Optional<SourceType> type, Deployment deployment)
      throws UnreadableSourceException {
    byte[] bytes = SourceText.bytes(file);
    if (!Signs.mayBeOurs(bytes)) {
      return Optional.empty();
    }
    return new TypedSource(file.toString(), Optional.of(file), deployment).met(bytes, type);
  }

  /**
   * What these bytes hold, which are no file: standard input.
   *
   * @param name for locations, such as {@code -}
   * @param type what it must be; found from its content where it is empty
   */
  public static Contents parse(
      byte[] bytes, String name, Optional<SourceType> type, Deployment deployment)
      throws UnreadableSourceException {
    return new TypedSource(name, Optional.empty(), deployment).read(bytes, type);
  }

  /**
   * What these bytes are; empty where they are none of what is read.
   *
   * @param name for sentences
   */
  public static Optional<SourceType> typeOf(byte[] bytes, String name)
      throws UnreadableSourceException {
    return Signs.typeOf(Parser.parse(SourceText.decode(bytes, name), name));
  }

  /**
   * Whether this folder is a cloud assembly, so that it is read as one and nobody looks for files
   * in it. One whose manifest is broken is one as well; reading it says so.
   */
  public static boolean isAssembly(Path folder) {
    return Assembly.isOne(folder);
  }

  /**
   * Whether a file in a folder is worth a look, by the end of its name: those that hold JSON, YAML
   * or HCL do. A file that somebody names is read whatever its name is.
   */
  public static boolean isNamedLikeOurs(Path file) {
    return Signs.isData(file.toString());
  }

  private static UnreadableSourceException refusal(Path path, String reason) {
    return new UnreadableSourceException(new Location(path.toString(), "", 0, 0), reason);
  }
}
