package dev.breakwater.rule;

import java.util.Locale;

/** How Docker reads the name of a capability: in any case, with or without {@code CAP_}. */
final class Capability {

  private Capability() {}

  /** As ECS writes it: upper case, without {@code CAP_}. */
  static String name(String written) {
    String upper = written.strip().toUpperCase(Locale.ROOT);
    return upper.startsWith("CAP_") ? upper.substring("CAP_".length()) : upper;
  }

  static boolean isAll(String written) {
    return name(written).equals("ALL");
  }
}
