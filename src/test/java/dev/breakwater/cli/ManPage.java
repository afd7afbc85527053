package dev.breakwater.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The words of all commands as a page for {@code man}: what {@code --help} says, in one place. */
final class ManPage {
  private static final String EXIT_CODES = "Exit codes: ";
  private static final String CONFIGURATION = "breakwater.yaml";

  private final CommandSpec root;
  private final List<CommandSpec> commands;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandLine line) {
    root = line.getCommandSpec();
    commands =
        line.getSubcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .distinct()
            .toList();
  }

  static String of(CommandLine line) {
    return new ManPage(line).written();
  }

  private String written() {
    page.append(
        """
        .\\" ManPageTest writes this from the words of the commands: mvn test -Dgolden=update
        .TH BREAKWATER 1 "" "Breakwater" "Breakwater Manual"
        .SH NAME
        """);
    page.append("breakwater \\- ").append(text(said(root).replaceFirst("\\.$", ""))).append('\n');
    page.append(".SH SYNOPSIS\n");
    for (CommandSpec command : commands) {
      page.append(synopsis(command)).append("\n.br\n");
    }
    page.append(".B breakwater \\-\\-version\n.SH DESCRIPTION\n");
    commands.forEach(command -> item(bold(command.name()), said(command)));
    page.append(".SH COMMANDS\n");
    commands.forEach(this::command);
    page.append(".SH EXIT STATUS\n");
    String codes = root.usageMessage().footer()[1].substring(EXIT_CODES.length());
    for (String code : codes.replaceFirst("\\.$", "").split(", ", -1)) {
      int space = code.indexOf(' ');
      item(bold(code.substring(0, space)), code.substring(space + 1));
    }
    page.append(".SH FILES\n");
    item(
        bold(CONFIGURATION),
        footers().filter(line -> line.startsWith(CONFIGURATION)).findFirst().orElseThrow());
    page.append(".SH EXAMPLES\n.nf\n");
    footers()
        .filter(ManPage::isExample)
        .forEach(line -> page.append(text(line.strip())).append('\n'));
    page.append(".fi\n.SH SEE ALSO\n.BR docker (1),\n.BR git (1)\n.PP\n");
    page.append("docs/rules.md says what each rule means, why, and how to fix what it finds.\n");
    return page.toString();
  }

  private void command(CommandSpec command) {
    page.append(".SS ").append(bold("breakwater " + command.name())).append('\n');
    page.append(text(said(command))).append('\n');
    for (PositionalParamSpec word : command.positionalParameters()) {
      item(italic(word.paramLabel()), String.join(" ", word.description()));
    }
    for (OptionSpec option : command.options()) {
      String names =
          Arrays.stream(option.names()).map(ManPage::bold).collect(Collectors.joining(", "));
      String value = option.arity().max() > 0 ? " " + italic(option.paramLabel()) : "";
      item(names + value, String.join(" ", option.description()));
    }
    String more =
        Arrays.stream(command.usageMessage().footer())
            .filter(line -> !isExample(line) && !line.equals("Examples:"))
            .filter(line -> !line.startsWith(EXIT_CODES) && !line.startsWith(CONFIGURATION))
            .collect(Collectors.joining(" "))
            .strip();
    if (!more.isEmpty()) {
      page.append(".PP\n").append(text(more)).append('\n');
    }
  }

  private static String synopsis(CommandSpec command) {
    String words =
        command.positionalParameters().stream()
            .map(word -> shown(word.arity().min(), word.arity().max(), italic(word.paramLabel())))
            .collect(Collectors.joining());
    return "%s [%s]...%s".formatted(bold("breakwater " + command.name()), italic("OPTION"), words);
  }

  private static String shown(int least, int most, String label) {
    String word = least == 0 ? " [" + label + "]" : " " + label;
    return most > 1 ? word + "..." : word;
  }

  private void item(String term, String description) {
    page.append(".TP\n").append(term).append('\n').append(text(description)).append('\n');
  }

  private Stream<String> footers() {
    return commands.stream().flatMap(command -> Arrays.stream(command.usageMessage().footer()));
  }

  private static boolean isExample(String line) {
    return line.startsWith("  ");
  }

  private static String said(CommandSpec command) {
    return String.join(" ", command.usageMessage().description()).strip();
  }

  private static String bold(String text) {
    return "\\fB" + text(text) + "\\fR";
  }

  private static String italic(String text) {
    return "\\fI" + text(text) + "\\fR";
  }

  /** ASCII signs that roff would make typographic stay what one can copy to a shell. */
  private static String text(String text) {
    String escaped =
        text.replace("\\", "\\e")
            .replace("-", "\\-")
            .replace("'", "\\(aq")
            .replace("`", "\\(ga")
            .replace("^", "\\(ha")
            .replace("~", "\\(ti");
    return escaped.startsWith(".") ? "\\&" + escaped : escaped;
  }
}
