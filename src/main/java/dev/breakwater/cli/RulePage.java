package dev.breakwater.cli;

import dev.breakwater.policy.Control;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.report.Example;
import dev.breakwater.report.FixForms;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** All that is to be said of one rule, for a terminal. */
final class RulePage {
  private static final int WIDTH = 96;

  private final Ansi ansi;

  RulePage(boolean colours) {
    ansi = colours ? Ansi.ON : Ansi.OFF;
  }

  String of(Rule rule, Example example) {
    RuleInfo info = rule.info();
    StringBuilder page = new StringBuilder();
    page.append(
        styled(
            "@|bold %s|@: %s (%s, %s)\n\n"
                .formatted(
                    rule.id(),
                    info.title(),
                    RuleTable.painted(info.severity()),
                    RuleTable.lower(info.level()))));
    page.append(wrapped(info.rationale()));
    page.append(heading("Fails with \u201c" + example.reason() + "\u201d"));
    page.append(indented(example.text()));
    page.append(heading("How to fix it")).append(wrapped(info.remediation()));
    for (FixForms form : FixForms.of(rule)) {
      page.append(heading(form.language())).append(indented(form.text()));
    }
    if (!info.proof().isEmpty()) {
      page.append(heading("What proves it")).append(wrapped(info.proof()));
    }
    if (info.controls().length > 0) {
      page.append(heading("Asked for by"));
      for (Control control : List.of(info.controls())) {
        page.append("  ").append(control.named()).append("  ").append(control.link()).append('\n');
      }
    }
    return page.append('\n').toString();
  }

  private String heading(String text) {
    return "\n" + styled("@|bold " + text + "|@") + "\n";
  }

  private String styled(String text) {
    return ansi.text(text).toString();
  }

  private static String wrapped(String text) {
    TextTable table =
        TextTable.forColumns(
            CommandLine.Help.defaultColorScheme(Ansi.OFF), new Column(WIDTH, 0, Overflow.WRAP));
    table.addRowValues(text);
    return table.toString().lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String indented(String text) {
    return text.lines()
        .map(line -> line.isEmpty() ? "\n" : "  " + line + "\n")
        .collect(Collectors.joining());
  }
}
