package dev.breakwater.model;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The image of a container. The parts are settings of their own, because a CDK asset has a literal
 * tag in a repository that only a deployment knows.
 *
 * @param reference all of it, as {@code image} says
 * @param tag what follows the last colon of the name; absent when there is none
 * @param digest {@code sha256:…}; absent when there is none
 * @param user whom it runs as where a container does not say; absent when nothing is known of it
 */
public record Image(
    Setting<String> reference, Setting<String> tag, Setting<String> digest, Setting<String> user) {

  /** A reference has at most 255 characters and a digest; more is hostile, or no reference. */
  private static final int LONGEST = 4096;

  /** What only a deployment knows, inside an expression. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}|\\{\\{[^}]*}}");

  /** The image of this reference, which may hold {@code ${placeholders}} where it is unresolved. */
  public static Image of(Setting<String> reference) {
    return new Image(
        reference,
        part(reference, Parts::tag, false),
        part(reference, Parts::digest, true),
        new Setting.Absent<>(reference.location()));
  }

  /** The same image, of which it is known whom it runs as. */
  public Image runningAs(Setting<String> known) {
    return new Image(reference, tag, digest, known);
  }

  /** The images that are possible: one for each arm of the reference, else this one. */
  public List<Image> arms() {
    return reference instanceof Setting.OneOf<String> choice
        ? choice.arms().stream().flatMap(arm -> of(arm).arms().stream()).toList()
        : List.of(this);
  }

  private static Setting<String> part(
      Setting<String> reference, Function<Parts, String> part, boolean ofDigest) {
    if (reference instanceof Setting.Known<String> known) {
      String text = part.apply(Parts.of(known.value(), known.value()));
      return text.isEmpty()
          ? new Setting.Absent<>(known.location())
          : new Setting.Known<>(text, known.location());
    }
    if (reference instanceof Setting.OneOf<String> choice) {
      return new Setting.OneOf<>(
          choice.arms().stream().map(arm -> part(arm, part, ofDigest)).toList(), choice.location());
    }
    if (reference instanceof Setting.Unresolved<String> unresolved) {
      return partOf(unresolved, part, ofDigest);
    }
    return reference;
  }

  private static Setting<String> partOf(
      Setting.Unresolved<String> reference, Function<Parts, String> part, boolean ofDigest) {
    String expression = reference.expression();
    if (expression.length() > LONGEST) {
      return reference;
    }
    String masked =
        PLACEHOLDER
            .matcher(expression)
            .replaceAll(match -> "\0".repeat(match.end() - match.start()));
    if (masked.equals(expression)) {
      return reference;
    }
    // What a placeholder at the end becomes may bring a tag or a digest of its own.
    Parts parts = Parts.of(expression, masked);
    String last = ofDigest && parts.digest.isEmpty() ? parts.last : part.apply(parts);
    if (last.isEmpty()) {
      last = parts.last;
    }
    if (PLACEHOLDER.matcher(last).find()) {
      return reference;
    }
    String text = part.apply(parts);
    return text.isEmpty()
        ? new Setting.Absent<>(reference.location())
        : new Setting.Known<>(text, reference.location());
  }

  /** The parts of {@code [registry/]name[:tag][@digest]}; empty where there is none. */
  private record Parts(String last, String tag, String digest) {
    /**
     * Cuts the text where its mask, which hides the placeholders, has the separators.
     *
     * @param mask as long as the text
     */
    static Parts of(String text, String mask) {
      int at = mask.indexOf('@');
      int end = at < 0 ? mask.length() : at;
      int slash = mask.lastIndexOf('/', end - 1);
      int colon = mask.lastIndexOf(':', end - 1);
      boolean tagged = colon > slash && colon >= 0;
      return new Parts(
          text.substring(tagged ? colon + 1 : slash + 1, end),
          tagged ? text.substring(colon + 1, end) : "",
          at < 0 ? "" : text.substring(at + 1));
    }
  }
}
