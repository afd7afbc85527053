package dev.breakwater.report;

import java.util.ArrayList;
import java.util.List;

/** What a picture is drawn on, from the top down: its shapes, and the same in words. */
final class Drawing {
  /** The left edge of what stands in the middle. */
  static final int LEFT = 62;

  /** Its width. */
  static final int WIDTH = 292;

  /** Where it ends. */
  static final int RIGHT = LEFT + WIDTH;

  private static final int LANE = 11;
  private static final int LINE = 40;
  private static final int FULL = 300;

  private final List<Picture.Box> boxes = new ArrayList<>();
  private final List<Picture.Path> paths = new ArrayList<>();
  private final List<Picture.Dot> dots = new ArrayList<>();
  private final List<Picture.Text> texts = new ArrayList<>();
  private final List<Picture.Lock> locks = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private int lanes;
  private int y = 12;

  /** Where the next thing begins. */
  int y() {
    return y;
  }

  void down(int by) {
    y += by;
  }

  /** A box in the middle. */
  Picture.Box box(String kind, int top, int height) {
    Picture.Box box = new Picture.Box(kind, LEFT, top, WIDTH, height);
    boxes.add(box);
    return box;
  }

  /** A box around all that was drawn since that height. */
  void frame(int top) {
    boxes.add(0, new Picture.Box("task", 14, top, right() - 6, y - top));
  }

  /** From one place along a lane to another, with an arrow. */
  void way(String kind, int fromX, int fromY, int lane, int toY, int toX) {
    String d = "M%d %d H%d V%d H%d".formatted(fromX, fromY, lane, toY, toX);
    paths.add(new Picture.Path(kind, d, true));
  }

  /** A line down. */
  void vertical(String kind, int x, int from, int to) {
    paths.add(new Picture.Path(kind, "M%d %d V%d".formatted(x, from, to), false));
  }

  /** A line across. */
  void horizontal(String kind, int at, int from, int to) {
    paths.add(new Picture.Path(kind, "M%d %d H%d".formatted(from, at, to), false));
  }

  void dot(int x, int at) {
    dots.add(new Picture.Dot(x, at));
  }

  void text(String kind, int x, int at, String text) {
    text(kind, x, at, text, LINE);
  }

  /** A line of text, cut at so many characters. */
  void text(String kind, int x, int at, String text, int most) {
    if (!text.isEmpty()) {
      texts.add(new Picture.Text(kind, x, at, Printable.of(text, most), Printable.of(text, FULL)));
    }
  }

  void lock(Promise.State state, int x, String label) {
    locks.add(new Picture.Lock(state, x, y, label));
  }

  /** A sentence for those who cannot see the picture. */
  void say(String sentence) {
    words.add(sentence);
  }

  /** A free lane beside the boxes. */
  int lane() {
    lanes++;
    return RIGHT + 8 + lanes * LANE;
  }

  private int right() {
    return RIGHT + 16 + lanes * LANE;
  }

  Picture picture(String id, String title, String subtitle) {
    return new Picture(
        id,
        title,
        subtitle,
        String.join(" ", words),
        right() + 24,
        y,
        boxes,
        paths,
        dots,
        texts,
        locks);
  }
}
