package dev.breakwater.construct;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.ContainerDefinition;

/** What runs must be what was judged: an image is named by its content, never by a moving tag. */
final class PinnedReference {
  private static final Pattern PINNED =
      Pattern.compile("(?s).*(@sha256:[0-9a-f]{64}|:[0-9a-f]{64})");

  private PinnedReference() {}

  static void check(ContainerDefinition container) {
    String reference = literal(Stack.of(container).resolve(container.getImageName()));
    if (reference.isBlank()) {
      throw Wanted.refused(
          "image of container " + Wanted.shown(container.getContainerName()),
          "a reference to an image",
          "an empty one");
    }
    if (!PINNED.matcher(reference).matches()) {
      throw Wanted.refused(
          "image of container " + Wanted.shown(container.getContainerName()),
          "pinned by its digest (name@sha256:…) or an asset of the CDK",
          Wanted.shown(reference));
    }
  }

  /** What is known of it at synth; the end of a reference says whether it is pinned. */
  private static String literal(Object resolved) {
    if (resolved instanceof String text) {
      return text;
    }
    if (resolved instanceof Map<?, ?> intrinsic) {
      Object inner = intrinsic.values().iterator().next();
      return intrinsic.containsKey("Fn::Sub") || intrinsic.containsKey("Fn::Join")
          ? literal(inner)
          : intrinsic.toString();
    }
    if (resolved instanceof List<?> parts && !parts.isEmpty()) {
      // ["separator", [parts]] of Fn::Join, then the last of the parts.
      return literal(parts.get(parts.size() - 1));
    }
    return String.valueOf(resolved);
  }
}
