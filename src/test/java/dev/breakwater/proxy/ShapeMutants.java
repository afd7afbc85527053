package dev.breakwater.proxy;

import java.util.List;
import java.util.Random;

/** Shapes with a few bytes changed: what nobody has thought of. */
final class ShapeMutants {
  private static final List<String> PIECES =
      List.of(
          "\0",
          "\t",
          "\n",
          "\r",
          "\r\n",
          " ",
          "\r\n ",
          ",",
          ";",
          ":",
          "\u000b",
          "\u007f",
          "\u0085",
          "\u00a0",
          "\u00ff",
          "0",
          "+",
          "-",
          "/",
          "\\",
          "?",
          "#",
          "%",
          "%0a",
          "%2e%2e",
          "..;",
          "*",
          "_",
          "chunked",
          "0\r\n\r\n",
          "Content-Length: 3\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Host: evil.example\r\n",
          "Connection: keep-alive\r\n",
          "GET /smuggled HTTP/1.1\r\n");

  private final Random random;

  ShapeMutants(long seed) {
    this.random = new Random(seed);
  }

  /** The next: a shape in which one to three things are inserted, dropped or doubled. */
  String next() {
    List<Shape> shapes = Shape.all();
    StringBuilder bytes =
        new StringBuilder(shapes.get(random.nextInt(shapes.size())).bytes("mutant"));
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(bytes.length());
      int to = Math.min(bytes.length(), at + 1 + random.nextInt(8));
      switch (random.nextInt(4)) {
        case 0 -> bytes.delete(at, at + 1);
        case 1 -> bytes.insert(at, bytes.substring(at, to));
        default -> bytes.insert(at, PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return bytes.toString();
  }
}
