package dev.breakwater.model;

import java.util.Map;
import java.util.Objects;

/**
 * An image that a cloud assembly builds when it is deployed: one of {@code dockerImages} in an
 * asset manifest.
 *
 * @param hash the asset's id, which is also the tag of the image: 64 hex digits
 * @param directory the build context, as a path that the assembly's own path begins
 * @param dockerFile relative to the directory; {@code Dockerfile} where the manifest names none
 * @param buildArgs {@code docker build --build-arg}; may hold secrets, so they are never printed
 * @param target {@code docker build --target}; empty means the last stage
 * @param platform {@code docker build --platform}; empty means the machine's own
 */
public record ImageAsset(
    String hash,
    String directory,
    String dockerFile,
    Map<String, String> buildArgs,
    String target,
    String platform) {
  public ImageAsset {
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(dockerFile, "dockerFile");
    buildArgs = Map.copyOf(buildArgs);
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(platform, "platform");
  }

  /** Without the values of the build arguments. */
  @Override
  public String toString() {
    return "ImageAsset[" + hash + ", " + directory + "/" + dockerFile + "]";
  }
}
