package dev.breakwater.cli;

import dev.breakwater.model.TaskDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values that ECS would fetch: from a file, or from whoever sits at the terminal. */
final class Secrets {
  private Secrets() {}

  /** The names of the variables, each once. */
  static List<String> names(TaskDefinition task) {
    return task.containers()
        .known()
        .flatMap(container -> container.secrets().known())
        .flatMap(secret -> secret.name().known().stream())
        .distinct()
        .toList();
  }

  /**
   * The values by name.
   *
   * @param names what is wanted
   * @param file {@code KEY=value} lines; those that begin with # and empty ones are left out
   * @param ask whether somebody can be asked at a terminal
   */
  static Map<String, String> of(List<String> names, Optional<Path> file, boolean ask)
      throws Failure {
    Map<String, String> values = file.isPresent() ? read(file.get()) : new HashMap<>();
    List<String> missing = new ArrayList<>(names);
    missing.removeAll(values.keySet());
    if (!missing.isEmpty() && ask) {
      java.io.Console terminal = System.console();
      for (String name : List.copyOf(missing)) {
        char[] typed = terminal.readPassword("Value of the secret %s: ", name);
        if (typed != null) {
          values.put(name, new String(typed));
          missing.remove(name);
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new Failure(
          ExitCode.USAGE,
          "the task needs the secrets %s; give them as KEY=value lines in a file, with --secrets"
              .formatted(Commands.listed(missing)));
    }
    values.keySet().retainAll(names);
    return values;
  }

  private static Map<String, String> read(Path file) throws Failure {
    Map<String, String> values = new HashMap<>();
    try {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        int equals = line.indexOf('=');
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (equals < 1) {
          throw new Failure(
              ExitCode.USAGE,
              "%s:%d: a line must be KEY=value, got one without a key".formatted(file, number));
        }
        values.put(line.substring(0, equals).strip(), line.substring(equals + 1));
      }
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, "%s cannot be read as lines of text".formatted(file));
    }
    return values;
  }
}
