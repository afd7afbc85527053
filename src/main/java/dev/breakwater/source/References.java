package dev.breakwater.source;

import dev.breakwater.model.Setting;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code Ref} or {@code Fn::GetAtt} that stayed a placeholder refers to.
 *
 * @param resources of the template; nothing where there is none
 */
record References(Node resources) {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([^${}]+?)(\\.(Daemon)?TaskDefinitionArn|\\.Arn)?}");

  /** A reference to a resource of the template is its logical id. */
  Setting<String> resourceNamed(Setting<String> reference) {
    if (reference instanceof Setting.OneOf<String> choice) {
      return new Setting.OneOf<>(
          choice.arms().stream().map(this::resourceNamed).toList(), choice.location());
    }
    String id = idOf(reference);
    return id.isEmpty() ? reference : new Setting.Known<>(id, reference.location());
  }

  /**
   * A reference to a role of the template is the role's name, or {@code ${LogicalId}} where
   * CloudFormation makes one up.
   */
  Setting<String> roleNamed(Setting<String> reference) {
    if (reference instanceof Setting.OneOf<String> choice) {
      return new Setting.OneOf<>(
          choice.arms().stream().map(this::roleNamed).toList(), choice.location());
    }
    String id = idOf(reference);
    if (id.isEmpty()) {
      return reference;
    }
    Node name = resources.entry(id).entry("Properties").entry("RoleName");
    return new Setting.Known<>(
        name instanceof Node.Text text ? text.text() : "${" + id + "}", reference.location());
  }

  /** Empty where it is none of a resource of the template. */
  private String idOf(Setting<String> reference) {
    if (reference instanceof Setting.Unresolved<String> unresolved) {
      Matcher matcher = REFERENCE.matcher(unresolved.expression());
      if (matcher.matches() && resources.entry(matcher.group(1)) instanceof Node.Fields) {
        return matcher.group(1);
      }
    }
    return "";
  }
}
