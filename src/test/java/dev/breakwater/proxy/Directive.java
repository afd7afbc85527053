package dev.breakwater.proxy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A directive of a configuration, with its arguments and its block.
 *
 * @param words its name and its arguments, unquoted
 * @param block what is in its braces, in an order that does not depend on the text's
 */
record Directive(List<String> words, List<Directive> block) {
  /** Reads a text as nginx's {@code ngx_conf_read_token} does. */
  static List<Directive> parse(String text) {
    Reader reader = new Reader(text);
    List<Directive> all = reader.block();
    if (reader.at < text.length()) {
      throw new IllegalArgumentException("} without { at " + reader.at);
    }
    return all;
  }

  /** Itself and all below it. */
  Stream<Directive> all() {
    return Stream.concat(Stream.of(this), block.stream().flatMap(Directive::all));
  }

  String name() {
    return words.get(0);
  }

  /** The same with other words. */
  Directive with(UnaryOperator<String> change) {
    return new Directive(
        words.stream().map(change).toList(),
        sorted(block.stream().map(directive -> directive.with(change)).toList()));
  }

  static List<Directive> sorted(List<Directive> directives) {
    return directives.stream().sorted(Comparator.comparing(Directive::toString)).toList();
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    /** To the closing brace or to the end. */
    List<Directive> block() {
      List<Directive> directives = new ArrayList<>();
      List<String> words = new ArrayList<>();
      while (at < text.length() && text.charAt(at) != '}') {
        char next = text.charAt(at);
        if (Character.isWhitespace(next)) {
          at++;
        } else if (next == '#') {
          at = end(text.indexOf('\n', at));
        } else if (next == ';') {
          at++;
          directives.add(new Directive(List.copyOf(words), List.of()));
          words.clear();
        } else if (next == '{') {
          at++;
          directives.add(new Directive(List.copyOf(words), block()));
          at++;
          words.clear();
        } else {
          words.add(word());
        }
      }
      if (!words.isEmpty()) {
        throw new IllegalArgumentException("no ; after " + words);
      }
      return sorted(directives);
    }

    private int end(int found) {
      return found < 0 ? text.length() : found;
    }

    private String word() {
      char quote = text.charAt(at);
      boolean quoted = quote == '"' || quote == '\'';
      StringBuilder word = new StringBuilder();
      for (at += quoted ? 1 : 0; at < text.length(); at++) {
        char next = text.charAt(at);
        if (quoted ? next == quote : Character.isWhitespace(next) || next == ';' || next == '{') {
          at += quoted ? 1 : 0;
          return word.toString();
        }
        word.append(next);
        if (next == '\\' || text.startsWith("${", at)) {
          at++;
          word.append(text.charAt(at));
        }
      }
      throw new IllegalArgumentException("no end of " + word);
    }
  }
}
