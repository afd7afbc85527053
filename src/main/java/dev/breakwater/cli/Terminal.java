package dev.breakwater.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;

/** Whether a person looks at standard output or standard error. */
final class Terminal {
  private Terminal() {}

  /** Whether the report is coloured: by NO_COLOR, CLICOLOR_FORCE, or where a terminal shows it. */
  static boolean takesColours() {
    if (isSet("NO_COLOR")) {
      return false;
    }
    if (isSet("CLICOLOR_FORCE") && !"0".equals(System.getenv("CLICOLOR_FORCE"))) {
      return true;
    }
    return !"dumb".equals(System.getenv("TERM")) && is(1);
  }

  /** Whether standard output is one. */
  static boolean isOut() {
    return is(1);
  }

  /** Whether standard error is one. */
  static boolean isErr() {
    return is(2);
  }

  /** Whether standard output is a pipe, whose reader may go away. */
  static boolean isPipe() {
    return device(1).startsWith("pipe:") || device(1).startsWith("socket:");
  }

  /** Linux tells of each; elsewhere Java tells of all together. */
  private static boolean is(int descriptor) {
    String device = device(descriptor);
    return device.isEmpty() ? Ansi.AUTO.enabled() : device.matches("/dev/(pts/|tty|console).*");
  }

  private static String device(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static boolean isSet(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isEmpty();
  }
}
