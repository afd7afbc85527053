package dev.breakwater.source;

import java.util.ArrayList;
import java.util.List;

/**
 * The words and operators of a shell script, with here-documents where they belong. What only a run
 * knows (a variable, the output of a command) becomes a {@code ${placeholder}}, as what only the
 * deployment knows is one already.
 *
 * <p>Source: POSIX.1-2017, Shell Command Language, 2.3 and 2.7.4.
 */
final class ShellWords {
  private final ShellText script;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Heredoc> pending = new ArrayList<>();

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
    this.script = new ShellText(script);
  }

  static List<Token> of(String script) {
    ShellWords words = new ShellWords(script);
    while (words.script.hasNext()) {
      words.next();
    }
    return words.tokens;
  }

  private void next() {
    if (script.take("\n")) {
      add(Kind.OPERATOR, ";");
      readHeredocs();
    } else if (script.next() == '#') {
      script.takeLine();
    } else if (script.take("\\\n") || !script.takeAll(" \t\r").isEmpty()) {
      return;
    } else if (script.startsWith("<(") || script.startsWith(">(")) {
      script.takeAll("<>");
      script.skipParentheses();
      add(Kind.WORD, "${command}");
    } else if (script.next() == '<') {
      input();
    } else if (script.nextEndsAWord()) {
      operator();
    } else {
      String word = script.word();
      boolean descriptor = word.length() == 1 && Character.isDigit(word.charAt(0));
      if (descriptor && script.nextIsOneOf("<>")) {
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
    for (String one : List.of("&>>", "&&", "||", ";;", "|&", "&>", ";", "&", "|", "(", ")")) {
      if (script.take(one)) {
        add(Kind.OPERATOR, one);
        return;
      }
    }
    add(Kind.OPERATOR, redirection());
  }

  private String redirection() {
    return script.takeAll(">&|<");
  }

  private void input() {
    if (script.take("<<<")) {
      script.takeAll(" \t");
      add(Kind.INPUT, script.word() + "\n");
    } else if (script.take("<<")) {
      boolean indented = script.take("-");
      script.takeAll(" \t");
      int begin = script.place();
      String end = script.word();
      boolean literal = script.written(begin).matches("(?s).*['\"\\\\].*");
      pending.add(new Heredoc(tokens.size(), end, literal, indented));
      add(Kind.INPUT, "");
    } else {
      add(Kind.OPERATOR, redirection());
    }
  }

  private void readHeredocs() {
    for (Heredoc heredoc : pending) {
      StringBuilder body = new StringBuilder();
      boolean open = true;
      while (open && script.hasNext()) {
        String line = script.takeLine();
        script.take("\n");
        line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        line = heredoc.indented() ? line.replaceFirst("^\t+", "") : line;
        open = !line.equals(heredoc.end());
        if (open) {
          body.append(line).append('\n');
        }
      }
      String text = heredoc.literal() ? body.toString() : ShellText.expanded(body.toString());
      tokens.set(heredoc.token(), new Token(Kind.INPUT, text));
    }
    pending.clear();
  }
}
