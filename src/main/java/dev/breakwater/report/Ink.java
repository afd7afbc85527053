package dev.breakwater.report;

import dev.breakwater.policy.Severity;

/** Colours of a terminal, or none. What it paints must be {@link Printable} already. */
record Ink(boolean colours) {

  String bold(String text) {
    return paint("1", text);
  }

  String faint(String text) {
    return paint("2", text);
  }

  String good(String text) {
    return paint("32", text);
  }

  String bad(String text) {
    return paint("1;31", text);
  }

  String unsure(String text) {
    return paint("1;33", text);
  }

  String of(Severity severity, String text) {
    return switch (severity) {
      case CRITICAL -> paint("1;37;41", text);
      case HIGH -> paint("1;31", text);
      case MEDIUM -> paint("1;33", text);
      case LOW -> paint("1;36", text);
    };
  }

  private String paint(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
