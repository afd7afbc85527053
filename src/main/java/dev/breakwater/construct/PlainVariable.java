package dev.breakwater.construct;

import java.util.regex.Pattern;

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

  /** The value never shows in the sentence. */
  static void check(String name, String value) {
    checkName(name);
  }
}
