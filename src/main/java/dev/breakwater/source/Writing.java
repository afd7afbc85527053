package dev.breakwater.source;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** New text in the manner of the text around it. */
final class Writing {
  private static final String BLANKS = " \t";

  private final String text;
  private final boolean json;
  private final String lineEnd;
  private final String unit;

  Writing(String text, boolean json) {
    this.text = text;
    this.json = json;
    lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    unit =
        text.lines()
            .filter(line -> line.matches(" +[^ #].*"))
            .map(line -> line.substring(0, line.length() - line.stripLeading().length()))
            .min(Comparator.naturalOrder())
            .orElse("  ");
  }

  /** A value in the quotes of the one that it replaces. */
  String like(Piece old, Object value) {
    char quote = old.start() < old.end() ? text.charAt(old.start()) : ' ';
    boolean quoted = quote == '"' || quote == '\'';
    if (json) {
      return flow(List.of(), value);
    }
    return quoted ? quote + value.toString() + quote : value.toString();
  }

  /** One more item of a list. */
  EditedText.Splice item(Piece list, String item) throws UneditableException {
    if (list.items().isEmpty()) {
      return new EditedText.Splice(list.start(), list.end(), flow(List.of(), List.of(item)));
    }
    Piece last = list.items().get(list.items().size() - 1);
    if (list.style() == Piece.Style.FLOW) {
      String gap = isFirstOnLine(last.start()) ? lineEnd + indent(last.start()) : gap(list.items());
      return new EditedText.Splice(last.start(), last.start(), flow(List.of(), item) + "," + gap);
    }
    int dash = text.lastIndexOf('-', last.start());
    String indent = indent(dash);
    String blanks = text.substring(dash + 1, last.start());
    if (!isFirstOnLine(dash) || !blanks.isBlank() || blanks.contains("\n") || !isOneLine(last)) {
      throw new UneditableException("the list is written in a way that is not edited");
    }
    return newLine(lineEndAfter(last.end()), indent + "-" + blanks + item);
  }

  private String gap(List<Piece> items) {
    if (items.size() > 1) {
      String between =
          text.substring(items.get(items.size() - 2).end(), items.get(items.size() - 1).start());
      return between.endsWith(" ") ? " " : "";
    }
    return json && text.indexOf('\n') < 0 ? "" : " ";
  }

  /** A value where a key has none. */
  EditedText.Splice instead(Piece.Entry empty, List<String> names, Object value) {
    Piece none = empty.value();
    String before =
        none.start() > 0 && BLANKS.indexOf(text.charAt(none.start() - 1)) < 0 ? " " : "";
    return new EditedText.Splice(none.start(), none.end(), before + flow(names, value));
  }

  /** One more entry of a map. */
  EditedText.Splice entry(Piece map, List<String> names, Object value) throws UneditableException {
    List<Piece.Entry> entries = map.entries();
    if (entries.isEmpty()) {
      return new EditedText.Splice(map.start(), map.end(), flow(names, value));
    }
    return map.style() == Piece.Style.FLOW
        ? flowEntry(map, names, value)
        : blockEntry(entries, names, value);
  }

  private EditedText.Splice flowEntry(Piece map, List<String> names, Object value) {
    // Before the last, so that no line but the new one changes.
    int at = map.entries().get(map.entries().size() - 1).key().start();
    String inner = flowInner(names, value, map, at);
    String gap =
        isFirstOnLine(at) ? lineEnd + indent(at) : text.charAt(at - 1) == ' ' || !json ? " " : "";
    if (map.entries().size() == 1 && !isFirstOnLine(at) && json) {
      gap = colonGap(map);
    }
    return new EditedText.Splice(at, at, inner + "," + gap);
  }

  private String flowInner(List<String> names, Object value, Piece map, int at) {
    String colon = json ? ":" + colonGap(map) : ": ";
    String key = key(names.get(0)) + colon;
    if (!isFirstOnLine(at) || names.size() == 1) {
      return key + nested(names.subList(1, names.size()), value, colon);
    }
    String indent = indent(at);
    String closing = indent(map.end() - 1);
    String step =
        indent.startsWith(closing) && indent.length() > closing.length()
            ? indent.substring(closing.length())
            : unit;
    StringBuilder written = new StringBuilder(key);
    for (int depth = 1; depth < names.size(); depth++) {
      written.append('{').append(lineEnd).append(indent).append(step.repeat(depth));
      written.append(key(names.get(depth))).append(colon);
    }
    written.append(nested(List.of(), value, colon));
    for (int depth = names.size() - 2; depth >= 0; depth--) {
      written.append(lineEnd).append(indent).append(step.repeat(depth)).append('}');
    }
    return written.toString();
  }

  /** What stands behind the colons of this map. */
  private String colonGap(Piece map) {
    Piece.Entry first = map.entries().get(0);
    return text.charAt(first.value().start() - 1) == ':' ? "" : " ";
  }

  private EditedText.Splice blockEntry(List<Piece.Entry> entries, List<String> names, Object value)
      throws UneditableException {
    int first = entries.get(0).key().start();
    int lineBegin = text.lastIndexOf('\n', first - 1) + 1;
    String indent = " ".repeat(first - lineBegin);
    StringBuilder written = new StringBuilder();
    for (int depth = 0; depth < names.size(); depth++) {
      written.append(depth == 0 ? "" : lineEnd).append(indent).append(unit.repeat(depth));
      written.append(key(names.get(depth))).append(':');
    }
    written.append(' ').append(nested(List.of(), value, ": "));
    Piece.Entry after = null;
    for (Piece.Entry entry : entries) {
      boolean beforeMore = lineEndAfter(entry.value().end()) < text.length();
      after = isOneLine(entry) && (after == null || beforeMore) ? entry : after;
    }
    if (after != null) {
      return newLine(lineEndAfter(after.value().end()), written.toString());
    }
    if (isFirstOnLine(first)) {
      return new EditedText.Splice(lineBegin, lineBegin, written + lineEnd);
    }
    throw new UneditableException("the object is written in a way that is not edited");
  }

  private EditedText.Splice newLine(int at, String line) {
    return new EditedText.Splice(at, at, lineEnd + line);
  }

  private boolean isOneLine(Piece.Entry entry) {
    return isOneLine(entry.value())
        && text.substring(entry.key().start(), entry.value().end()).indexOf('\n') < 0;
  }

  private boolean isOneLine(Piece piece) {
    return piece.style() == Piece.Style.FLOW
        && text.substring(piece.start(), piece.end()).indexOf('\n') < 0;
  }

  private String nested(List<String> names, Object value, String colon) {
    StringBuilder written = new StringBuilder();
    names.forEach(name -> written.append('{').append(key(name)).append(colon));
    if (value instanceof List<?> list) {
      written.append('[').append(scalar(list.get(0))).append(']');
    } else {
      written.append(scalar(value));
    }
    return written.append(String.join("", Collections.nCopies(names.size(), "}"))).toString();
  }

  private String flow(List<String> names, Object value) {
    return nested(names, value, ": ");
  }

  private String scalar(Object value) {
    return json && value instanceof String ? '"' + value.toString() + '"' : value.toString();
  }

  private String key(String name) {
    return json ? '"' + name + '"' : name;
  }

  private boolean isFirstOnLine(int at) {
    return indent(at).length() == at - (text.lastIndexOf('\n', at - 1) + 1);
  }

  /** The blanks with which its line begins. */
  private String indent(int at) {
    int begin = text.lastIndexOf('\n', at - 1) + 1;
    int end = begin;
    while (end < at && BLANKS.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return text.substring(begin, end);
  }

  /** Before the line's end, behind a comment. */
  private int lineEndAfter(int at) {
    int end = text.indexOf('\n', at);
    if (end < 0) {
      return text.length();
    }
    return text.charAt(end - 1) == '\r' ? end - 1 : end;
  }
}
