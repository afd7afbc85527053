package dev.breakwater.cli;

import java.util.Collection;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command line as fish's {@code complete} takes it; picocli writes it for bash alone. */
final class FishCompletion {
  private final String name;
  private final StringBuilder script = new StringBuilder();

  private FishCompletion(String name) {
    this.name = name;
  }

  static String of(CommandSpec root) {
    FishCompletion fish = new FishCompletion(root.name());
    Collection<CommandLine> commands = root.subcommands().values();
    fish.script.append("# '%s completion fish' wrote this.%n".formatted(root.name()));
    fish.options(root, "__fish_use_subcommand");
    for (CommandLine command : commands) {
      CommandSpec spec = command.getCommandSpec();
      fish.line(
          "__fish_use_subcommand",
          "-f -a " + spec.name() + described(spec.usageMessage().description()));
    }
    for (CommandLine command : commands) {
      CommandSpec spec = command.getCommandSpec();
      String seen = "__fish_seen_subcommand_from " + spec.name();
      fish.options(spec, seen);
      for (PositionalParamSpec word : spec.positionalParameters()) {
        String values = values(word);
        if (!values.isEmpty()) {
          fish.line(seen, "-f" + values);
        }
      }
    }
    return fish.script.toString();
  }

  private void options(CommandSpec spec, String when) {
    for (OptionSpec option : spec.options()) {
      StringBuilder words = new StringBuilder();
      for (String flag : option.names()) {
        words.append(flag.startsWith("--") ? "-l " : "-s ").append(flag.replaceFirst("^-+", ""));
        words.append(' ');
      }
      if (option.arity().max() > 0) {
        // Files are completed where no values are known.
        words.append(option.completionCandidates() == null ? "-r -F" : "-x" + values(option));
      } else {
        words.append("-f");
      }
      line(when, words + described(option.description()));
    }
  }

  private void line(String when, String words) {
    script.append("complete -c %s -n %s %s%n".formatted(name, quoted(when), words));
  }

  private static String values(ArgSpec arg) {
    if (arg.completionCandidates() == null) {
      return "";
    }
    StringJoiner values = new StringJoiner(" ");
    arg.completionCandidates().forEach(values::add);
    return " -a " + quoted(values.toString());
  }

  /** The first sentence: the list of completions gives each one line. */
  private static String described(String... lines) {
    return lines.length == 0 ? "" : " -d " + quoted(lines[0].split("(?<=\\.) ", 2)[0]);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
