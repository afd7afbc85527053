package dev.breakwater.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells by its name and its value whether an environment variable holds a secret. */
public final class SecretShape {

  /** The names by which the AWS SDKs and the ECS agent take credentials. */
  private static final Map<String, String> CREDENTIAL_NAMES =
      Map.of(
          "AWS_ACCESS_KEY_ID", "an AWS access key id",
          "AWS_SECRET_ACCESS_KEY", "an AWS secret access key",
          "AWS_SESSION_TOKEN", "an AWS session token",
          "ECS_ENGINE_AUTH_DATA", "credentials of an image registry");

  /** What a URL has in place of a password that something else fills in. */
  private static final String NO_PLACEHOLDER = "(?!\\$|\\{|%\\(|<|\\*+@)";

  /** Kinds of secrets that a value shows by itself, whatever its name. */
  private static final Map<String, Pattern> VALUES = values();

  /** Something that is no secret, but may lead to one. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "arn:aws[a-z-]*:.*" // an ARN
              + "|[A-Za-z][A-Za-z0-9+.-]*://\\S+" // a URL; one with a password was found before
              + "|(~|\\.{1,2})?/[A-Za-z0-9._/@-]*|[A-Za-z]:\\\\.*" // a path of a file
              + "|(?i:true|false|yes|no|on|off)"
              + "|[+-]?[0-9]+(\\.[0-9]+)?"
              + "|\\$\\{[^}]*}|\\$\\([^)]*\\)|\\$[A-Za-z_]+"); // filled in by the application

  private SecretShape() {}

  /**
   * What kind of secret this is, such as {@code a password}; empty when it is none. Never holds the
   * value itself.
   */
  public static Optional<String> kindOf(String name, String value) {
    String credential = CREDENTIAL_NAMES.get(name);
    if (credential != null) {
      return Optional.of(credential);
    }
    Optional<String> shape = kindOf(value);
    if (shape.isPresent() || value.isBlank() || REFERENCE.matcher(value.strip()).matches()) {
      return shape;
    }
    return VariableName.of(name).secret();
  }

  /** What kind of secret this value is, whatever its name; empty when it does not show. */
  public static Optional<String> kindOf(String value) {
    for (Map.Entry<String, Pattern> kind : VALUES.entrySet()) {
      if (kind.getValue().matcher(value).find()) {
        return Optional.of(kind.getKey());
      }
    }
    return Optional.empty();
  }

  /** What kind of secret the name alone says, whatever the value is; empty when it says none. */
  public static Optional<String> kindOfName(String name) {
    String credential = CREDENTIAL_NAMES.get(name);
    return credential == null ? VariableName.of(name).secret() : Optional.of(credential);
  }

  /** Whether the AWS SDKs or the ECS agent take credentials by this name. */
  static boolean isCredential(String name) {
    return CREDENTIAL_NAMES.containsKey(name);
  }

  private static Map<String, Pattern> values() {
    Map<String, Pattern> kinds = new LinkedHashMap<>();
    kinds.put("a private key", Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY"));
    kinds.put(
        "an AWS access key id",
        Pattern.compile("(?<![A-Za-z0-9])(AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])"));
    kinds.put(
        "a GitHub token",
        Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36}|\\bgithub_pat_[A-Za-z0-9_]{22}"));
    kinds.put(
        "a Slack token",
        Pattern.compile(
            "\\bxox[a-z]-[A-Za-z0-9-]{10}|\\bxapp-[A-Za-z0-9-]{10}|hooks\\.slack\\.com/services/T"));
    kinds.put(
        "a Stripe key",
        Pattern.compile("\\b[sr]k_(live|test)_[A-Za-z0-9]{16}|\\bwhsec_[A-Za-z0-9+/]{16}"));
    kinds.put(
        "a JSON web token",
        Pattern.compile(
            "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8}"));
    kinds.put(
        "a URL with a password",
        Pattern.compile(
            "://[^\\s:@/?#]*:"
                + NO_PLACEHOLDER
                + "[^\\s@/?#]+@|(?i)[?&;](password|pwd)="
                + NO_PLACEHOLDER
                + "[^&;\\s]"));
    kinds.put(
        "a secret that CloudFormation writes out in plain text",
        Pattern.compile("\\{\\{resolve:(secretsmanager|ssm-secure):"));
    return kinds;
  }
}
