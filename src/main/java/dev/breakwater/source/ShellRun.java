package dev.breakwater.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What shell scripts leave behind in the files of a host, as far as their text says it: the ways in
 * which people write a file ({@code echo}, {@code printf}, {@code cat} with a here-document, {@code
 * tee}, groups of them, {@code cp} and {@code mv} of such a file). Another command that names a
 * file may have changed it, and one that runs code from elsewhere may have written any.
 */
final class ShellRun {
  private static final Set<String> BEFORE_A_COMMAND =
      Set.of("sudo", "env", "nohup", "exec", "nice");
  private static final Pattern ASSIGNMENT = Pattern.compile("(?s)([A-Za-z_][A-Za-z0-9_]*)=(.*)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final HostFiles files;
  private final Map<String, String> variables;
  private final Deque<StringBuilder> groups = new ArrayDeque<>();

  ShellRun(HostFiles files) {
    this(files, Map.of());
  }

  private ShellRun(HostFiles files, Map<String, String> variables) {
    this.files = files;
    this.variables = new HashMap<>(variables);
  }

  void run(String script) {
    groups.clear();
    String piped = "";
    List<ShellScript.Command> commands = ShellScript.commands(script);
    for (int i = 0; i < commands.size(); i++) {
      ShellScript.Command command = commands.get(i);
      if (command.certain() && command.name().equals("exit")) {
        return;
      }
      String input = command.input().map(this::expanded).orElse(command.piped() ? piped : "");
      piped = outputOf(command, input);
      boolean read = i + 1 < commands.size() && commands.get(i + 1).piped();
      if (!groups.isEmpty() && !read) {
        groups.peek().append(piped);
      }
    }
  }

  /** What is not redirected. */
  private String outputOf(ShellScript.Command command, String input) {
    String output = "";
    if (command.name().equals("{")) {
      groups.push(new StringBuilder());
    } else if (command.name().equals("}")) {
      output = groups.isEmpty() ? "" : groups.pop().toString();
    } else {
      output = output(withoutPrefix(command.words()), input, command.certain());
    }
    for (ShellScript.Redirection to : command.redirections()) {
      write(expanded(to.path()), output, to.append(), command.certain());
      output = "";
    }
    return output;
  }

  private List<String> withoutPrefix(List<String> written) {
    List<String> words = new ArrayList<>(written.stream().map(this::expanded).toList());
    while (!words.isEmpty()) {
      String first = words.get(0);
      Matcher assignment = ASSIGNMENT.matcher(first);
      if (first.equals("cloud-init-per") && words.size() > 3) {
        words.subList(0, 3).clear();
      } else if (BEFORE_A_COMMAND.contains(first)) {
        words.remove(0);
        while (!words.isEmpty() && words.get(0).startsWith("-")) {
          words.remove(0);
        }
      } else if (assignment.matches()) {
        if (words.size() == 1) {
          variables.put(assignment.group(1), assignment.group(2));
        }
        words.remove(0);
      } else {
        return words;
      }
    }
    return words;
  }

  /** With the variables that the script itself has set. */
  private String expanded(String text) {
    return text.contains("${")
        ? VARIABLE
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group())))
        : text;
  }

  private String output(List<String> words, String input, boolean certain) {
    if (words.isEmpty()) {
      return "";
    }
    String name = ShellPrograms.name(words);
    List<String> arguments = words.subList(1, words.size());
    List<String> operands = arguments.stream().filter(word -> !word.startsWith("-")).toList();
    return switch (name) {
      case "echo" -> ShellOutput.echo(arguments);
      case "printf" -> arguments.isEmpty() ? "" : ShellOutput.printf(arguments);
      case "base64" -> ShellOutput.decoded(input).orElse("${base64}\n");
      case "cat" ->
          operands.isEmpty()
              ? input
              : String.join("", operands.stream().map(this::contents).toList());
      case "tee" -> {
        boolean append = arguments.contains("-a") || arguments.contains("--append");
        operands.forEach(path -> write(path, input, append, certain));
        yield input;
      }
      default -> {
        change(name, words, operands, input, certain);
        yield ShellPrograms.changesNothing(name) ? "" : "${" + shown(name) + "}\n";
      }
    };
  }

  private void change(
      String name, List<String> words, List<String> operands, String input, boolean certain) {
    switch (name) {
      case "rm" -> operands.forEach(path -> files.remove(path, certain));
      case "cp", "mv", "install" -> copy(operands, name, certain);
      case "auditctl" ->
          files.write("/etc/audit/rules.d/", String.join(" ", words) + "\n", true, certain);
      default -> other(name, words, input, certain);
    }
  }

  private void other(String name, List<String> words, String input, boolean certain) {
    String command = words.get(0);
    if (ShellPrograms.isShell(name) && certain) {
      shell(name, words, input);
    } else if (HostFiles.hole(command).isPresent()) {
      files.beyond(HostFiles.hole(command).get());
    } else if (ShellPrograms.runsOtherCode(words)) {
      files.beyond(shown(name));
    } else if (!ShellPrograms.changesNothing(name)) {
      for (String word : words) {
        int path = word.indexOf("/etc/");
        if (path >= 0) {
          files.touch(word.substring(path), shown(name), certain);
        }
      }
    }
  }

  /** {@code bash -c '…'}, and a shell that reads what to do. */
  private void shell(String name, List<String> words, String input) {
    int command = words.indexOf("-c");
    if (command > 0 && command + 1 < words.size()) {
      new ShellRun(files, variables).run(words.get(command + 1));
    } else if (words.stream().skip(1).allMatch(word -> word.matches("-[a-z]+"))
        && !input.isEmpty()) {
      new ShellRun(files, variables).run(input);
    } else {
      files.beyond(shown(name));
    }
  }

  private void write(String path, String text, boolean append, boolean certain) {
    if (HostFiles.hole(path).isPresent() && !text.isBlank()) {
      files.beyond("a write to " + HostFiles.hole(path).get());
    }
    files.write(path, text, append, certain);
  }

  private void copy(List<String> operands, String name, boolean certain) {
    if (operands.size() < 2) {
      return;
    }
    String from = operands.get(operands.size() - 2);
    String to = operands.get(operands.size() - 1);
    Optional<String> text = files.text(from);
    if (text.isPresent() && !to.endsWith("/")) {
      files.write(to, text.get(), false, certain);
    } else {
      files.touch(to, name, certain);
    }
  }

  private String contents(String path) {
    return files.text(path).orElse("${" + path + "}\n");
  }

  private static String shown(String name) {
    return name.replaceAll("[^A-Za-z0-9._:${}-]", "");
  }
}
