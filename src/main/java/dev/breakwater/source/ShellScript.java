package dev.breakwater.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The simple commands of a shell script, in their order. */
final class ShellScript {
  private static final Set<String> OPENING = Set.of("if", "while", "until", "for", "case");
  private static final Set<String> CLOSING = Set.of("fi", "done", "esac");
  private static final Set<String> PREFIXES = Set.of("then", "do", "else", "!", "time");
  private static final Set<String> TESTS = Set.of("[", "[[", "test", "grep", "command", "which");

  private final List<Command> commands = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final List<Redirection> redirections = new ArrayList<>();
  private Optional<String> input = Optional.empty();
  private boolean piped;
  private boolean dependent;
  private int depth;
  private int groups;

  /**
   * A simple command, or the bracket that begins or ends a group.
   *
   * @param words the name first, without the words of the shell's own
   * @param redirections where its output goes
   * @param input a here-document
   * @param piped whether it reads what the command before it writes
   * @param certain whether it runs in every run
   */
  record Command(
      List<String> words,
      List<Redirection> redirections,
      Optional<String> input,
      boolean piped,
      boolean certain) {
    Command {
      words = List.copyOf(words);
      redirections = List.copyOf(redirections);
    }

    String name() {
      return words.isEmpty() ? "" : words.get(0);
    }
  }

  /** Standard output into a file. */
  record Redirection(String path, boolean append) {}

  private ShellScript() {}

  static List<Command> commands(String text) {
    ShellScript script = new ShellScript();
    String redirecting = "";
    for (ShellWords.Token token : ShellWords.of(text)) {
      if (token.kind() == ShellWords.Kind.INPUT) {
        script.input = Optional.of(token.text());
      } else if (token.kind() == ShellWords.Kind.WORD) {
        script.word(token.text(), redirecting);
        redirecting = "";
      } else if (isRedirection(token.text())) {
        redirecting = token.text();
      } else {
        script.end(token.text());
      }
    }
    script.end(";");
    return script.commands;
  }

  private static boolean isRedirection(String operator) {
    return operator.contains(">") || operator.contains("<");
  }

  private void word(String word, String redirecting) {
    if (redirecting.isEmpty()) {
      keywordOr(word);
    } else if (Set.of(">", ">>", ">|", "1>", "1>>", "&>", "&>>").contains(redirecting)) {
      redirections.add(new Redirection(word, redirecting.endsWith(">>")));
    }
  }

  private void keywordOr(String word) {
    if (words.equals(List.of("}"))) {
      end(";");
    }
    if (!words.isEmpty()) {
      words.add(word);
    } else if (OPENING.contains(word)) {
      depth++;
      if (word.equals("for") || word.equals("case")) {
        words.add(":");
      }
    } else if (CLOSING.contains(word)) {
      depth = Math.max(0, depth - 1);
      words.add(":");
    } else if (word.equals("{")) {
      words.add("{");
      end(";");
    } else if (!PREFIXES.contains(word) && !word.equals("elif")) {
      words.add(word);
    }
  }

  private void end(String operator) {
    boolean tested = !words.isEmpty() && TESTS.contains(words.get(0));
    if (!words.isEmpty() || !redirections.isEmpty()) {
      boolean certain = depth == 0 && !dependent;
      commands.add(new Command(words, redirections, input, piped, certain));
    }
    words.clear();
    redirections.clear();
    input = Optional.empty();
    piped = operator.equals("|") || operator.equals("|&");
    // What follows a command that prepares (mkdir … && cat …) is as sure as that; a test is not.
    dependent =
        switch (operator) {
          case "||" -> true;
          case "&&" -> dependent || tested;
          case ";", ";;", "&" -> false;
          default -> dependent;
        };
    if (operator.equals("(")) {
      groups++;
      words.add("{");
      end(";");
    } else if (operator.equals(")") && groups > 0) {
      groups--;
      words.add("}");
    }
  }
}
