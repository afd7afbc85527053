package dev.breakwater.source;

import java.util.List;

/** The literal blocks of a YAML text, of which the parser does not say how they were written. */
final class Blocks {
  private final String text;
  private List<String> lines = List.of();

  /** Of this text, whose lines are only looked at where a value has several. */
  Blocks(String text) {
    this.text = text;
  }

  /**
   * How far the block of this value, which begins here, stands to the right; 0 where it is none.
   */
  int indent(String value, int line, int column) {
    if (value.indexOf('\n') < 0) {
      return 0;
    }
    if (lines.isEmpty()) {
      lines = text.lines().toList();
    }
    if (!begins(line(line), column - 1)) {
      return 0;
    }
    List<String> block = value.lines().toList();
    for (int i = 0; i < block.size(); i++) {
      if (!block.get(i).isBlank()) {
        return Math.max(line(line + 1 + i).indexOf(block.get(i)), 0);
      }
    }
    return 0;
  }

  /** Whether a literal block begins here, behind a tag and an anchor. */
  private static boolean begins(String line, int column) {
    String rest = line.substring(Math.min(Math.max(column, 0), line.length()));
    while (rest.startsWith("!") || rest.startsWith("&")) {
      int end = rest.indexOf(' ');
      rest = end < 0 ? "" : rest.substring(end).stripLeading();
    }
    return rest.startsWith("|");
  }

  /** From 1; empty where the parser counts other lines than Java does. */
  private String line(int number) {
    return number > 0 && number <= lines.size() ? lines.get(number - 1) : "";
  }
}
