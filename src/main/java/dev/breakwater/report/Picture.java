package dev.breakwater.report;

import java.util.List;
import java.util.Locale;

/**
 * A drawing in an SVG of its own coordinates, as the template of the page wants it; all text is
 * printable and cut.
 *
 * @param id unique on the page
 * @param title the resource
 * @param subtitle where it stands
 * @param description the picture in words, for those who cannot see it
 * @param width of the drawing
 * @param height of the drawing
 * @param boxes under everything else
 * @param paths over the boxes
 * @param dots where paths begin
 * @param texts over all
 * @param locks the promises
 */
record Picture(
    String id,
    String title,
    String subtitle,
    String description,
    int width,
    int height,
    List<Box> boxes,
    List<Path> paths,
    List<Dot> dots,
    List<Text> texts,
    List<Lock> locks) {
  Picture {
    boxes = List.copyOf(boxes);
    paths = List.copyOf(paths);
    dots = List.copyOf(dots);
    texts = List.copyOf(texts);
    locks = List.copyOf(locks);
  }

  /** A rectangle with round corners. */
  record Box(String kind, int x, int y, int width, int height) {
    int middle() {
      return y + height / 2;
    }

    int right() {
      return x + width;
    }

    int bottom() {
      return y + height;
    }
  }

  /**
   * A line, which ends in an arrow where it says so.
   *
   * @param d SVG's path data
   */
  record Path(String kind, String d, boolean arrow) {}

  /** A small disc. */
  record Dot(int x, int y) {}

  /**
   * A line of text.
   *
   * @param kind its CSS classes
   * @param full all of it, where the text is cut
   */
  record Text(String kind, int x, int y, String text, String full) {}

  /** A promise. */
  record Lock(Promise.State of, int x, int y, String label) {
    String state() {
      return of.name().toLowerCase(Locale.ROOT);
    }

    String symbol() {
      return switch (of) {
        case KEPT -> "closed";
        case BROKEN, ACCEPTED -> "open";
        case UNDECIDED -> "maybe";
      };
    }

    String title() {
      return label + ": " + of.text();
    }

    int textX() {
      return x + 19;
    }

    int textY() {
      return y + 12;
    }
  }
}
