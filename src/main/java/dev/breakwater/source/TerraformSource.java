package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Terraform itself works with and only Terraform can read: its language, whose values are
 * known when a plan is made, and its own files.
 */
final class TerraformSource {
  private static final String HOW =
      "; give its plan: terraform plan -out p && terraform show -json p > plan.json";

  /** The first line of a block. */
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?m)^(resource|data|module|variable|provider|terraform|output|locals)"
              + "(\\h+\"[^\"\\n]*\"){0,2}\\h*\\{");

  private static final Pattern OF_ECS = Pattern.compile("\"aws_ecs_|\\baws_ecs_\\w+\\.");

  private TerraformSource() {}

  /**
   * The refusal of a text that is such a source; empty where it is none.
   *
   * @param text one character a byte is enough
   */
  static Optional<UnreadableSourceException> refusal(String text, String name) {
    if (text.startsWith("PK\u0003\u0004")) {
      return text.contains("tfplan")
          ? refused(
              name, "a plan in Terraform's binary form; wanted what terraform show -json p prints")
          : Optional.empty();
    }
    String begin = text.stripLeading();
    boolean json = begin.startsWith("{");
    if (!json && BLOCK.matcher(text).find()) {
      return refused(name, "Terraform's own language, whose values only a plan has" + HOW);
    }
    return Optional.empty();
  }

  /** The refusal of a file of Terraform's that is JSON; empty where it is none. */
  static Optional<UnreadableSourceException> refusal(Node root) {
    String name = root.location().source();
    if (root.entry("lineage") instanceof Node.Text
        && root.entry("resources") instanceof Node.Items) {
      return refused(
          name, "a state as Terraform stores it; wanted what terraform show -json prints");
    }
    if (root.entry("resource") instanceof Node.Fields fields
        && fields.entries().keySet().stream().anyMatch(type -> type.startsWith("aws_"))) {
      return refused(name, "Terraform's own language in JSON, whose values only a plan has" + HOW);
    }
    return Optional.empty();
  }

  /** Whether it holds anything of ECS; of a binary plan nobody knows. */
  static boolean mayHoldEcs(String text) {
    return text.startsWith("PK") || OF_ECS.matcher(text).find();
  }

  private static Optional<UnreadableSourceException> refused(String name, String reason) {
    return Optional.of(new UnreadableSourceException(new Location(name, "", 0, 0), reason));
  }
}
