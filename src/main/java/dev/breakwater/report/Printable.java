package dev.breakwater.report;

/**
 * Text that may come from a template, as text that only shows: what would steer a terminal, end a
 * line, turn the direction of writing or be refused by XML stands there as its number, such as
 * {@code \}{@code u001b}.
 */
public final class Printable {
  private static final String CUT = "\u2026";

  private Printable() {}

  /** All of it, on one line. */
  public static String of(String text) {
    if (text.codePoints().allMatch(Printable::shows)) {
      return text;
    }
    StringBuilder printable = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              if (shows(point)) {
                printable.appendCodePoint(point);
              } else {
                printable.append("\\u%04x".formatted(point));
              }
            });
    return printable.toString();
  }

  /** The same, cut at this many characters, and then with an ellipsis. */
  public static String of(String text, int most) {
    String printable = of(text);
    if (printable.length() <= most) {
      return printable;
    }
    int end = Character.isHighSurrogate(printable.charAt(most - 1)) ? most - 1 : most;
    return printable.substring(0, end) + CUT;
  }

  /** Half a pair, a character that nobody has assigned and a blank that ends a line do not. */
  private static boolean shows(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
