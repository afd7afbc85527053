package dev.breakwater.cli;

import dev.breakwater.policy.Rule;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Rules, one to a line; with colours where somebody looks. */
final class RuleTable {
  private static final int GAP = 2;

  private final Ansi ansi;

  RuleTable(boolean colours) {
    ansi = colours ? Ansi.ON : Ansi.OFF;
  }

  String of(List<Rule> rules) {
    int ids = rules.stream().mapToInt(rule -> rule.id().length()).max().orElse(0);
    int titles = rules.stream().mapToInt(rule -> rule.info().title().length()).max().orElse(0);
    TextTable table =
        TextTable.forColumns(
            CommandLine.Help.defaultColorScheme(ansi),
            column(Math.max(ids, "RULE".length())),
            column("SEVERITY".length()),
            column("RESTRICTED".length()),
            column("CONTROLS".length()),
            column(titles));
    table.addRowValues(
        row(
            "@|bold RULE|@",
            "@|bold SEVERITY|@",
            "@|bold LEVEL|@",
            "@|bold CONTROLS|@",
            "@|bold SECURE STATE|@"));
    for (Rule rule : rules) {
      RuleInfo info = rule.info();
      table.addRowValues(
          row(
              rule.id(),
              painted(info.severity()),
              lower(info.level()),
              Integer.toString(info.controls().length),
              info.title()));
    }
    return table
        .toString()
        .lines()
        .map(String::stripTrailing)
        .collect(java.util.stream.Collectors.joining("\n", "", "\n"));
  }

  /** The severity, as loud as it is. */
  static String painted(Severity severity) {
    String style =
        switch (severity) {
          case CRITICAL -> "bold,red";
          case HIGH -> "red";
          case MEDIUM -> "yellow";
          case LOW -> "cyan";
        };
    return "@|" + style + " " + lower(severity) + "|@";
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private Ansi.Text[] row(String... cells) {
    Ansi.Text[] row = new Ansi.Text[cells.length];
    for (int i = 0; i < cells.length; i++) {
      row[i] = ansi.text(cells[i]);
    }
    return row;
  }

  private static Column column(int width) {
    return new Column(width + GAP, 0, Overflow.TRUNCATE);
  }
}
