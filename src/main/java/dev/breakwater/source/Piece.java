package dev.breakwater.source;

import java.util.List;
import java.util.Optional;

/**
 * A value with the place in the text that it takes, for edits: a {@link Node} knows only where it
 * begins.
 *
 * @param kind what it is
 * @param text of a scalar
 * @param start of its first character
 * @param end behind its last
 * @param style how it is written
 * @param fixed why nothing in it can be changed for certain; empty where it can
 * @param entries of a map
 * @param items of a list
 */
record Piece(
    Kind kind,
    String text,
    int start,
    int end,
    Style style,
    String fixed,
    List<Entry> entries,
    List<Piece> items) {
  Piece {
    entries = List.copyOf(entries);
    items = List.copyOf(items);
  }

  enum Kind {
    SCALAR,
    LIST,
    MAP
  }

  enum Style {
    /** In brackets and with commas, or a scalar that ends where its text does. */
    FLOW,
    /** By indentation. */
    BLOCK
  }

  /** A key with its value. */
  record Entry(Piece key, Piece value) {}

  static Piece scalar(String text, int start, int end, Style style, String fixed) {
    return new Piece(Kind.SCALAR, text, start, end, style, fixed, List.of(), List.of());
  }

  static Piece list(List<Piece> items, int start, int end, Style style, String fixed) {
    return new Piece(Kind.LIST, "", start, end, style, fixed, List.of(), items);
  }

  static Piece map(List<Entry> entries, int start, int end, Style style, String fixed) {
    return new Piece(Kind.MAP, "", start, end, style, fixed, entries, List.of());
  }

  /** The entry of this name in whatever case. */
  Optional<Entry> entry(String name) {
    return entries.stream().filter(entry -> entry.key().text().equalsIgnoreCase(name)).findFirst();
  }

  /** Whether it was written as nothing. */
  boolean isNull() {
    return kind == Kind.SCALAR && (text.isEmpty() || text.equals("null") || text.equals("~"));
  }

  /** Whether a map is one of CloudFormation's functions. */
  static boolean isFunction(List<Entry> entries) {
    return entries.stream().anyMatch(entry -> entry.key().text().startsWith("Fn::"))
        || (entries.size() == 1 && entries.get(0).key().text().equals("Ref"));
  }
}
