package dev.breakwater.source;

import dev.breakwater.model.Location;

/**
 * Where a text that is parsed comes from: a file, or a value of another text.
 *
 * @param base the place of the value; of a file only its name
 * @param indent how far the lines of the value stand to the right, on the lines below its place
 */
record Origin(Location base, int indent) {

  /** A file of this name. */
  static Origin of(String source) {
    return new Origin(new Location(source, "", 0, 0), 0);
  }

  /** A value of another text. */
  static Origin in(Node.Text value) {
    return new Origin(value.location(), value.indent());
  }

  /** The place of this line and column of the text. */
  Location at(int line, int column) {
    if (base.line() == 0) {
      return new Location(base.source(), "", line, column);
    }
    return indent > 0
        ? new Location(base.source(), base.subject(), base.line() + line, indent + column)
        : base;
  }

  /** The refusal of the text, at this line and column of it. */
  UnreadableSourceException refusal(String reason, int line, int column) {
    boolean elsewhere = base.line() > 0 && indent == 0;
    return new UnreadableSourceException(
        at(line, column),
        elsewhere ? reason + ", at line " + line + ", column " + column + " of the text" : reason);
  }
}
