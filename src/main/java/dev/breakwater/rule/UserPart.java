package dev.breakwater.rule;

import java.util.regex.Pattern;

/**
 * The user or the group in {@code user}, as the container runtime reads it.
 *
 * <p>Docker cuts {@code user:group} at the first colon and gives each part to Go's {@code
 * strconv.Atoi} (github.com/moby/sys/user, {@code GetExecUser}; containerd's {@code oci.WithUser}
 * does the same): a sign and leading zeros are part of a number, {@code 0x}, blanks and underscores
 * are not. What is no number is looked up by name in the image. Tried on Docker 20.10: {@code 00},
 * {@code +0}, {@code -0} and {@code :5} ran as uid 0; {@code 0x0}, {@code " 0"} and {@code Root}
 * were refused as names without an entry; -1 and 2147483648 as out of range.
 *
 * @param text what was written, without the colon
 */
record UserPart(String text) {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern ZERO = Pattern.compile("[+-]?0+");
  private static final Pattern IN_RANGE = Pattern.compile("[+]?0*[0-9]{1,10}");

  /**
   * Numbers as YAML 1.1 writes them: CloudFormation makes 0 of an unquoted {@code 0x0}, and the
   * runtime knows no such name where it is quoted.
   */
  private static final Pattern NOT_DECIMAL =
      Pattern.compile(
          "[+-]?(0[xX][0-9a-fA-F_]*|0[bB][01_]*|0[oO][0-7_]*|[0-9][0-9_]*_[0-9_]*"
              + "|[0-9][0-9_]*([eE][+-]?[0-9]+|\\.[0-9_]*([eE][+-]?[0-9]+)?)|\\.[0-9][0-9_]*)");

  private static final Pattern BLANK = Pattern.compile("\\s");

  /** What stands before the first colon. */
  static UserPart user(String written) {
    int colon = written.indexOf(':');
    return new UserPart(colon < 0 ? written : written.substring(0, colon));
  }

  /** What stands behind the first colon; empty when there is none. */
  static UserPart group(String written) {
    int colon = written.indexOf(':');
    return new UserPart(colon < 0 ? "" : written.substring(colon + 1));
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** By number or by the name that every image gives to number 0. */
  boolean isRoot() {
    return text.equals("root") || ZERO.matcher(text).matches();
  }

  /** Whether the runtime refuses it in every image, so that the container never starts. */
  boolean isRefused() {
    if (BLANK.matcher(text).find() || NOT_DECIMAL.matcher(text).matches()) {
      return true;
    }
    return NUMBER.matcher(text).matches()
        && !isRoot()
        && !(IN_RANGE.matcher(text).matches() && Long.parseLong(text) <= Integer.MAX_VALUE);
  }
}
