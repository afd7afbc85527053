package dev.breakwater.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command as the runner of GitHub Actions reads a line (actions/runner, {@code
 * ActionCommand.cs}): the command up to the first blank, properties between commas, and data behind
 * the second {@code ::}.
 */
record WorkflowCommand(String name, Map<String, String> properties, String data) {
  private static final String KEY = "::";
  private static final List<String> NAMES = List.of("error", "warning", "notice");

  static Optional<WorkflowCommand> parse(String line) {
    String message = line.stripLeading();
    int end = message.indexOf(KEY, KEY.length());
    if (!message.startsWith(KEY) || end < 0) {
      return Optional.empty();
    }
    String command = message.substring(KEY.length(), end);
    int blank = command.indexOf(' ');
    String name = blank < 0 ? command : command.substring(0, blank);
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    Map<String, String> properties = new HashMap<>();
    for (String property : command.substring(name.length()).strip().split(",", -1)) {
      String[] pair = property.split("=", 2);
      if (pair.length == 2) {
        properties.put(pair[0], unescape(pair[1].replace("%3A", ":").replace("%2C", ",")));
      }
    }
    return Optional.of(
        new WorkflowCommand(name, properties, unescape(message.substring(end + KEY.length()))));
  }

  private static String unescape(String text) {
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
  }
}
