package dev.breakwater.source;

/**
 * The text of a shell script, read from its beginning to its end: words with their quotes removed
 * and their expansions as {@code ${placeholders}}.
 *
 * <p>Source: POSIX.1-2017, Shell Command Language, 2.2 and 2.6.
 */
final class ShellText {
  private static final String ENDS_A_WORD = " \t\r\n;&|()<>";

  private final String script;
  private int at;

  ShellText(String script) {
    this.script = script;
  }

  boolean hasNext() {
    return at < script.length();
  }

  /** The next character, which stays the next. */
  char next() {
    return script.charAt(at);
  }

  boolean nextIsOneOf(String characters) {
    return hasNext() && characters.indexOf(next()) >= 0;
  }

  /** Whether a word ends before the next character. */
  boolean nextEndsAWord() {
    return nextIsOneOf(ENDS_A_WORD);
  }

  boolean startsWith(String text) {
    return script.startsWith(text, at);
  }

  /** Goes on behind this text, if it is the next. */
  boolean take(String text) {
    boolean next = startsWith(text);
    at += next ? text.length() : 0;
    return next;
  }

  /** All of these characters that follow. */
  String takeAll(String characters) {
    int begin = at;
    while (nextIsOneOf(characters)) {
      at++;
    }
    return script.substring(begin, at);
  }

  /** What is left of this line; what comes next is its end. */
  String takeLine() {
    int begin = at;
    at = end("\n", at);
    return script.substring(begin, at);
  }

  /** What stands between two places, as it is written. */
  String written(int begin) {
    return script.substring(begin, at);
  }

  int place() {
    return at;
  }

  /** A text in which only {@code $}, backquotes and backslashes mean something. */
  static String expanded(String text) {
    ShellText inside = new ShellText(text);
    StringBuilder all = new StringBuilder();
    while (inside.hasNext()) {
      inside.doubleQuoted(all, "$`\\\n");
    }
    return all.toString();
  }

  String word() {
    StringBuilder word = new StringBuilder();
    while (hasNext() && !nextEndsAWord()) {
      if (take("'")) {
        int end = end("'", at);
        word.append(script, at, end);
        at = Math.min(end + 1, script.length());
      } else if (take("\"")) {
        while (hasNext() && next() != '"') {
          doubleQuoted(word, "$`\\\n\"");
        }
        at = Math.min(at + 1, script.length());
      } else if (next() == '\\') {
        if (!startsWith("\\\n") && at + 1 < script.length()) {
          word.append(script.charAt(at + 1));
        }
        at = Math.min(at + 2, script.length());
      } else {
        expansion(word);
      }
    }
    return word.toString();
  }

  private void doubleQuoted(StringBuilder into, String escapable) {
    if (next() == '\\' && at + 1 < script.length()) {
      char escaped = script.charAt(at + 1);
      if (escapable.indexOf(escaped) < 0) {
        into.append('\\');
      }
      into.append(escaped == '\n' ? "" : "" + escaped);
      at += 2;
    } else {
      expansion(into);
    }
  }

  /** One character, or all that begins with this {@code $} or backquote. */
  private void expansion(StringBuilder into) {
    char next = next();
    if (startsWith("$(")) {
      at++;
      skipParentheses();
      into.append("${command}");
    } else if (startsWith("${")) {
      int end = end("}", at);
      into.append(script, at, end).append('}');
      at = Math.min(end + 1, script.length());
    } else if (next == '`') {
      at = Math.min(end("`", at + 1) + 1, script.length());
      into.append("${command}");
    } else if (next == '$' && at + 1 < script.length() && isName(script.charAt(at + 1))) {
      int begin = ++at;
      while (hasNext() && isName(next())) {
        at++;
      }
      into.append("${").append(script, begin, at).append('}');
    } else {
      into.append(next);
      at++;
    }
  }

  private static boolean isName(char character) {
    return Character.isLetterOrDigit(character) || character == '_';
  }

  /** Goes on behind the parenthesis that closes this one. */
  void skipParentheses() {
    int depth = 0;
    do {
      char next = next();
      if (next == '\'' || next == '"') {
        at = end("" + next, at + 1);
      }
      depth += next == '(' ? 1 : next == ')' ? -1 : 0;
      at++;
    } while (depth > 0 && hasNext());
    at = Math.min(at, script.length());
  }

  private int end(String of, int from) {
    int found = script.indexOf(of, from);
    return found < 0 ? script.length() : found;
  }
}
