package dev.breakwater.construct;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudWatch's JSON filter patterns as far as this project uses them, read from their
 * documentation: comparisons of a property with a number or a string in double quotes, {@code &&}
 * before {@code ||}, parentheses. A comparison with a number needs a number in the log. What is not
 * of this subset is refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html">
 *     filter pattern syntax</a>
 */
final class LogPattern {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(&&|\\|\\||[()])|\\$\\.(\\w+)\\s*(>=|<=|!=|=|>|<)\\s*(?:\"([^\"*]*)\"|(-?\\d+(?:\\.\\d+)?)))");

  private final Matcher tokens;
  private final JsonNode line;
  private int at;

  private LogPattern(String expression, JsonNode line) {
    this.tokens = TOKEN.matcher(expression);
    this.line = line;
  }

  static boolean matches(String pattern, JsonNode line) {
    Matcher braces = Pattern.compile("\\{ (.*) }").matcher(pattern);
    if (!braces.matches()) {
      throw new IllegalArgumentException("not a JSON pattern: " + pattern);
    }
    LogPattern reader = new LogPattern(braces.group(1), line);
    boolean matches = reader.anyOf();
    if (reader.at != braces.group(1).length()) {
      throw new IllegalArgumentException("not understood from " + reader.at + ": " + pattern);
    }
    return matches;
  }

  private boolean anyOf() {
    boolean matches = allOf();
    while (takes("||")) {
      matches |= allOf();
    }
    return matches;
  }

  private boolean allOf() {
    boolean matches = one();
    while (takes("&&")) {
      matches &= one();
    }
    return matches;
  }

  private boolean one() {
    if (takes("(")) {
      boolean matches = anyOf();
      if (!takes(")")) {
        throw new IllegalArgumentException("no ) at " + at);
      }
      return matches;
    }
    if (!tokens.find(at) || tokens.start() != at || tokens.group(2) == null) {
      throw new IllegalArgumentException("no comparison at " + at);
    }
    at = tokens.end();
    return compares(line.path(tokens.group(2)), tokens.group(3), tokens.group(4), tokens.group(5));
  }

  private static boolean compares(JsonNode value, String operator, String text, String number) {
    if (text != null) {
      return value.isTextual() && value.asText().equals(text) == operator.equals("=");
    }
    if (!value.isNumber()) {
      return false;
    }
    int order = Double.compare(value.asDouble(), Double.parseDouble(number));
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case ">" -> order > 0;
      case "<" -> order < 0;
      case ">=" -> order >= 0;
      default -> order <= 0;
    };
  }

  private boolean takes(String wanted) {
    if (tokens.find(at) && tokens.start() == at && wanted.equals(tokens.group(1))) {
      at = tokens.end();
      return true;
    }
    return false;
  }
}
