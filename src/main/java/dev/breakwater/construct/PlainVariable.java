package dev.breakwater.construct;

import dev.breakwater.rule.SecretShape;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;

/** What may stand in a task definition for everyone to read. */
final class PlainVariable {
  private static final Pattern NAME = Pattern.compile("[!-<>-~]{1,255}");

  private PlainVariable() {}

  static void checkName(String name) {
    Wanted.matching(
        "name of an environment variable",
        name,
        NAME,
        "1 to 255 printable characters but = and space");
  }

  /**
   * Refuses what the rule no-secret-in-environment would find. The value never shows in the
   * sentence.
   */
  static void check(String name, String value) {
    checkName(name);
    refuse(
        name,
        Token.isUnresolved(value) ? SecretShape.kindOfName(name) : SecretShape.kindOf(name, value));
  }

  /** A value that the CDK fills in can be a secret of Secrets Manager, in plain text. */
  static void checkResolved(Map<String, String> environment, Stack stack) {
    environment.forEach(
        (name, value) -> {
          if (Token.isUnresolved(value)) {
            refuse(name, SecretShape.kindOf(String.valueOf(stack.resolve(value))));
          }
        });
  }

  private static void refuse(String name, Optional<String> secret) {
    secret.ifPresent(
        kind -> {
          throw Wanted.refused("environment variable " + name, "given by secret(…)", kind);
        });
  }
}
