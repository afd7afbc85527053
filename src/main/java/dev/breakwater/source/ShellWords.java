package dev.breakwater.source;

import java.util.ArrayList;
import java.util.List;

/**
 * The words and operators of a shell script, quotes removed and here-documents where they belong.
 * What only a run knows (a variable, the output of a command) becomes a {@code ${placeholder}}, as
 * what only the deployment knows is one already.
 *
 * <p>Source: POSIX.1-2017, Shell Command Language, 2.2, 2.3, 2.6 and 2.7.4.
 */
final class ShellWords {
  private static final String ENDS_A_WORD = " \t\r\n;&|()<>";

  private final String script;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Heredoc> pending = new ArrayList<>();
  private int at;

  enum Kind {
    /** A word, as the command gets it. */
    WORD,
    /** {@code ;} for the end of a line too, {@code &&}, {@code |}, {@code >>} and their like. */
    OPERATOR,
    /** What a command gets on its standard input: a here-document or a here-string. */
    INPUT
  }

  record Token(Kind kind, String text) {}

  private record Heredoc(int token, String end, boolean literal, boolean indented) {}

  private ShellWords(String script) {
    this.script = script;
  }

  static List<Token> of(String script) {
    ShellWords words = new ShellWords(script);
    while (words.at < script.length()) {
      words.next();
    }
    return words.tokens;
  }

  private void next() {
    char next = script.charAt(at);
    if (next == '\n') {
      at++;
      add(Kind.OPERATOR, ";");
      readHeredocs();
    } else if (next == '#') {
      at = end("\n", at);
    } else if (next == ' ' || next == '\t' || next == '\r') {
      at++;
    } else if (script.startsWith("\\\n", at)) {
      at += 2;
    } else if (script.startsWith("<(", at) || script.startsWith(">(", at)) {
      at += 1;
      skipParentheses();
      add(Kind.WORD, "${command}");
    } else if (next == '<') {
      input();
    } else if (ENDS_A_WORD.indexOf(next) >= 0) {
      operator();
    } else {
      String word = word();
      boolean descriptor = word.length() == 1 && Character.isDigit(word.charAt(0));
      if (descriptor && at < script.length() && "<>".indexOf(script.charAt(at)) >= 0) {
        add(Kind.OPERATOR, word + redirection());
      } else {
        add(Kind.WORD, word);
      }
    }
  }

  private void add(Kind kind, String text) {
    tokens.add(new Token(kind, text));
  }

  private void operator() {
    for (String two : List.of("&>>", "&&", "||", ";;", "|&", "&>")) {
      if (script.startsWith(two, at)) {
        at += two.length();
        add(Kind.OPERATOR, two);
        return;
      }
    }
    add(Kind.OPERATOR, script.charAt(at) == '>' ? redirection() : "" + script.charAt(at++));
  }

  private String redirection() {
    int begin = at;
    while (at < script.length() && ">&|<".indexOf(script.charAt(at)) >= 0) {
      at++;
    }
    return script.substring(begin, at);
  }

  private void input() {
    if (script.startsWith("<<<", at)) {
      at += 3;
      skipBlanks();
      add(Kind.INPUT, word() + "\n");
    } else if (script.startsWith("<<", at)) {
      at += 2;
      boolean indented = script.startsWith("-", at);
      at += indented ? 1 : 0;
      skipBlanks();
      int begin = at;
      String end = word();
      boolean literal = script.substring(begin, at).matches("(?s).*['\"\\\\].*");
      pending.add(new Heredoc(tokens.size(), end, literal, indented));
      add(Kind.INPUT, "");
    } else {
      add(Kind.OPERATOR, redirection());
    }
  }

  private void skipBlanks() {
    while (at < script.length() && (script.charAt(at) == ' ' || script.charAt(at) == '\t')) {
      at++;
    }
  }

  private void readHeredocs() {
    for (Heredoc heredoc : pending) {
      StringBuilder body = new StringBuilder();
      boolean open = true;
      while (open && at < script.length()) {
        int end = end("\n", at);
        String line = script.substring(at, end);
        at = Math.min(end + 1, script.length());
        line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        line = heredoc.indented() ? line.replaceFirst("^\t+", "") : line;
        open = !line.equals(heredoc.end());
        if (open) {
          body.append(line).append('\n');
        }
      }
      String text = heredoc.literal() ? body.toString() : expanded(body.toString());
      tokens.set(heredoc.token(), new Token(Kind.INPUT, text));
    }
    pending.clear();
  }

  /** A text in which only {@code $}, backquotes and backslashes mean something. */
  private static String expanded(String text) {
    ShellWords inside = new ShellWords(text);
    StringBuilder all = new StringBuilder();
    while (inside.at < text.length()) {
      inside.doubleQuoted(all, "$`\\\n");
    }
    return all.toString();
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    while (at < script.length() && ENDS_A_WORD.indexOf(script.charAt(at)) < 0) {
      char next = script.charAt(at);
      if (next == '\'') {
        int end = end("'", at + 1);
        word.append(script, at + 1, end);
        at = Math.min(end + 1, script.length());
      } else if (next == '"') {
        at++;
        while (at < script.length() && script.charAt(at) != '"') {
          doubleQuoted(word, "$`\\\n\"");
        }
        at++;
      } else if (next == '\\') {
        if (!script.startsWith("\\\n", at) && at + 1 < script.length()) {
          word.append(script.charAt(at + 1));
        }
        at += 2;
      } else {
        expansion(word);
      }
    }
    at = Math.min(at, script.length());
    return word.toString();
  }

  private void doubleQuoted(StringBuilder into, String escapable) {
    if (script.charAt(at) == '\\' && at + 1 < script.length()) {
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
    char next = script.charAt(at);
    if (script.startsWith("$(", at)) {
      at++;
      skipParentheses();
      into.append("${command}");
    } else if (script.startsWith("${", at)) {
      int end = end("}", at);
      into.append(script, at, end).append('}');
      at = Math.min(end + 1, script.length());
    } else if (next == '`') {
      at = Math.min(end("`", at + 1) + 1, script.length());
      into.append("${command}");
    } else if (next == '$' && at + 1 < script.length() && isName(script.charAt(at + 1))) {
      int begin = ++at;
      while (at < script.length() && isName(script.charAt(at))) {
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

  private void skipParentheses() {
    int depth = 0;
    do {
      char next = script.charAt(at);
      if (next == '\'' || next == '"') {
        at = end("" + next, at + 1);
      }
      depth += next == '(' ? 1 : next == ')' ? -1 : 0;
      at++;
    } while (depth > 0 && at < script.length());
    at = Math.min(at, script.length());
  }

  private int end(String of, int from) {
    int found = script.indexOf(of, from);
    return found < 0 ? script.length() : found;
  }
}
