package dev.breakwater.report;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may be shown of a line: the key and the value that a finding points at, and an ellipsis for
 * the rest. A template in one line has its secrets on the same line as everything else, so what
 * stands around is never shown; nor is the value of a key that often holds a secret.
 *
 * @param text without indentation and without control characters
 * @param column where the offending value begins in the text, from 1
 * @param length of the offending value, at least 1
 */
public record Excerpt(String text, int column, int length) {
  private static final int REACH = 300;
  private static final int LONGEST = 120;
  private static final String CUT = "\u2026";

  /**
   * A quoted key may have its value right behind the colon; a plain one is a key before a blank.
   */
  private static final Pattern KEY =
      Pattern.compile(
          "(?:\"(?:[^\"\\\\]|\\\\.){0,60}\"|'[^']{0,60}')\\s*:(?=[\\s\"'\\[{0-9tfn-]|$)"
              + "|[A-Za-z][\\w./-]{0,60}:(?=\\s|$)");

  /** Values that a person needs to see which resource it is. */
  private static final Set<String> NAMES =
      Set.of("name", "family", "image", "type", "taskdefinition", "cluster", "launchtype");

  private static final Pattern SENSITIVE =
      Pattern.compile(
          "(?i)values?|valuefrom|command|cmd|entrypoint|environment|env|options|dockerlabels|labels"
              + "|userdata|user_data|default|.*(pass|pwd|secret|token|credential|key).*");

  /** Escapes, braces and addresses with a password: more than one plain value. */
  private static final Pattern NOT_PLAIN = Pattern.compile("\\\\|(?<!\\$)\\{|://[^\\s/]*@");

  public Excerpt {
    Objects.requireNonNull(text, "text");
    if (column < 1 || length < 1) {
      throw new IllegalArgumentException("column and length must be from 1 up");
    }
  }

  /**
   * What may be shown of this line.
   *
   * @param line the whole line
   * @param column where the finding points, from 1
   */
  public static Optional<Excerpt> of(String line, int column) {
    int at = column - 1;
    if (at < 0 || at >= line.length()) {
      return Optional.empty();
    }
    int from = Math.max(0, at - REACH);
    int to = Math.min(line.length(), at + REACH);
    return new Window(
            line.substring(from, to).replace('\t', ' '), at - from, from > 0, to < line.length())
        .excerpt();
  }

  /** The part of a line around a place. */
  private record Window(String line, int at, boolean cutBefore, boolean cutBehind) {

    Optional<Excerpt> excerpt() {
      int key = -1;
      int value = -1;
      int next = line.length();
      Matcher matcher = KEY.matcher(line);
      while (matcher.find()) {
        if (matcher.start() > at) {
          next = matcher.start();
          break;
        }
        key = matcher.start();
        value = matcher.end();
      }
      int first = line.length() - line.stripLeading().length();
      int from = key >= 0 ? key : cutBefore ? at : Math.min(first, at);
      String name = key < 0 ? "" : line.substring(key, value).replaceAll("[\"':\\s]", "");
      boolean pointsAtKey = key >= 0 && at < value;
      boolean whole =
          pointsAtKey
              ? NAMES.contains(name.toLowerCase(Locale.ROOT))
              : !SENSITIVE.matcher(name).matches();
      int to = end(from, next, value, whole);
      int tokenEnd = pointsAtKey ? value - 1 : tokenEnd(to);
      return shown(from, first, to, tokenEnd);
    }

    /** Where what may be shown ends: behind the value, or behind the key. */
    private int end(int from, int next, int value, boolean whole) {
      int end = from + line.substring(from, next).stripTrailing().length();
      while (next < line.length() && end > at + 1 && " ,\t".indexOf(line.charAt(end - 1)) >= 0) {
        end--;
      }
      String entry = line.substring(Math.max(value, from), Math.max(end, Math.max(value, from)));
      boolean bracket = at < line.length() && "{[".indexOf(line.charAt(at)) >= 0;
      boolean plain =
          entry.length() <= LONGEST && (next < line.length() || !cutBehind) && isPlain(entry);
      if (whole && (plain || (bracket && next < line.length() && next - at < 4))) {
        return end;
      }
      return bracket ? at + 1 : Math.max(at, value);
    }

    /** A trailing bracket belongs to what follows, and is shown with it. */
    private static boolean isPlain(String entry) {
      return !NOT_PLAIN.matcher(entry.replaceAll("^\\s*[\\[{]+\\s*", "")).find();
    }

    private int tokenEnd(int to) {
      if (at >= to) {
        return to;
      }
      char begin = line.charAt(at);
      if ("{[|>".indexOf(begin) >= 0) {
        return at + 1;
      }
      if (begin == '"' || begin == '\'') {
        int close = line.indexOf(begin, at + 1);
        return close < 0 || close >= to ? to : close + 1;
      }
      int end = at;
      while (end < to && ",]}".indexOf(line.charAt(end)) < 0 && !isComment(end)) {
        end++;
      }
      return at + Math.max(1, line.substring(at, end).stripTrailing().length());
    }

    private boolean isComment(int place) {
      return line.charAt(place) == '#' && place > 0 && line.charAt(place - 1) == ' ';
    }

    private Optional<Excerpt> shown(int from, int first, int to, int tokenEnd) {
      boolean begins = !cutBefore && line.substring(first, from).matches("(-\\s+)*");
      int begin = Math.max(from, Math.min(at, to));
      int end = Math.max(begin, tokenEnd);
      String head =
          (begins ? Printable.of(line.substring(first, from)) : CUT + " ")
              + Printable.of(line.substring(from, begin));
      String token = begin == end ? CUT : Printable.of(line.substring(begin, end));
      String tail = Printable.of(line.substring(end, Math.max(to, end)));
      boolean more =
          begin < end && (cutBehind || !line.substring(Math.max(to, end)).matches("[\\s,\\]}]*"));
      String text = head + token + tail;
      return text.chars().noneMatch(Character::isLetterOrDigit)
          ? Optional.empty()
          : Optional.of(
              new Excerpt(more ? text + " " + CUT : text, head.length() + 1, token.length()));
    }
  }
}
