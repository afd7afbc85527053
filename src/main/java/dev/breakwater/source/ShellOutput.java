package dev.breakwater.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the programs print that user data writes files with. */
final class ShellOutput {
  private ShellOutput() {}

  static String echo(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    boolean escapes = false;
    boolean line = true;
    while (!words.isEmpty() && words.get(0).matches("-[neE]+")) {
      String option = words.remove(0);
      escapes |= option.contains("e");
      line &= !option.contains("n");
    }
    String text = String.join(" ", words);
    return (escapes ? unescaped(text) : text) + (line ? "\n" : "");
  }

  /** Of the conversions only {@code %s} and {@code %b}, which take whatever there is. */
  static String printf(List<String> arguments) {
    String format = unescaped(arguments.get(0));
    Deque<String> left = new ArrayDeque<>(arguments.subList(1, arguments.size()));
    StringBuilder all = new StringBuilder();
    int before;
    do {
      before = left.size();
      all.append(
          Pattern.compile("%[sb%]")
              .matcher(format)
              .replaceAll(
                  found ->
                      Matcher.quoteReplacement(
                          found.group().equals("%%") ? "%" : left.isEmpty() ? "" : left.pop())));
    } while (!left.isEmpty() && left.size() < before);
    return all.toString();
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
  }

  static Optional<String> decoded(String text) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
