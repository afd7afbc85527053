package dev.breakwater;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One request as it arrived at the application, byte by byte (ISO-8859-1). It can be read in one
 * way only, or it is not taken: every line ends with CR LF, no line is folded, names hold letters,
 * digits, hyphens and underscores, there is one Host, and one framing in its plainest form.
 *
 * @param head the request line and the headers, up to and including the empty line
 * @param body the body without its framing
 */
public record ArrivedRequest(String head, String body) {
  private static final Pattern REQUEST_LINE =
      Pattern.compile("[A-Z_-]{1,32} [!-~]{1,8192} HTTP/1\\.[01]");
  private static final Pattern TARGET = Pattern.compile("/[!\"$-~]*");

  /** RFC 9110, 5.5: of control bytes in a value only CR, LF and NUL must not be passed on. */
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9_-]{1,64}: [^\\x00\r\n]*");

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");
  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,9}");
  private static final Pattern CHUNK = Pattern.compile("0|[1-9a-f][0-9a-f]{0,7}");

  /** Reads the next request; empty where the connection ended between two. */
  static Optional<ArrivedRequest> read(InputStream in) throws IOException {
    String head = upTo("\r\n\r\n", in);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = List.of(head.substring(0, head.length() - 4).split("\r\n", -1));
    require(REQUEST_LINE.matcher(lines.get(0)).matches(), "request line", lines.get(0));
    require(TARGET.matcher(lines.get(0).split(" ", -1)[1]).matches(), "target", lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      require(HEADER.matcher(line).matches(), "header", line);
    }
    ArrivedRequest request = new ArrivedRequest(head, "");
    require(request.values("Host").count() == 1, "one Host", head);
    require(request.values("Host").allMatch(h -> HOST.matcher(h).matches()), "Host", head);
    require(
        request.values("Content-Length").count() + request.values("Transfer-Encoding").count() <= 1,
        "one framing",
        head);
    return Optional.of(new ArrivedRequest(head, request.framed(in)));
  }

  private String framed(InputStream in) throws IOException {
    Optional<String> length = values("Content-Length").findFirst();
    if (length.isPresent()) {
      require(LENGTH.matcher(length.get()).matches(), "Content-Length", length.get());
      return exactly(Integer.parseInt(length.get()), in);
    }
    Optional<String> coding = values("Transfer-Encoding").findFirst();
    if (coding.isEmpty()) {
      return "";
    }
    require(coding.get().equals("chunked"), "Transfer-Encoding", coding.get());
    StringBuilder body = new StringBuilder();
    for (; ; ) {
      String line = upTo("\r\n", in);
      if (line.isEmpty()) {
        throw new EOFException("ended before a chunk");
      }
      String size = line.substring(0, line.length() - 2);
      require(CHUNK.matcher(size).matches(), "chunk size", size);
      String chunk = exactly(Integer.parseInt(size, 16), in);
      require(exactly(2, in).equals("\r\n"), "chunk", chunk);
      if (chunk.isEmpty()) {
        return body.toString();
      }
      body.append(chunk);
    }
  }

  /** The values of a header, whatever its case. */
  public Stream<String> values(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ": ";
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()));
  }

  /** The target of the request line. */
  public String target() {
    return head.split(" ", 3)[1];
  }

  private static String upTo(String end, InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      bytes.write(next);
      if (next == '\n') {
        require(text(bytes).endsWith("\r\n"), "bare LF", text(bytes));
        if (text(bytes).endsWith(end)) {
          return text(bytes);
        }
      }
    }
    if (bytes.size() > 0) {
      throw new EOFException("ended within a line: " + text(bytes));
    }
    return "";
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static String exactly(int length, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("ended after " + bytes.length + " of " + length + " bytes");
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static void require(boolean plain, String what, String got) {
    if (!plain) {
      throw new Odd(what + ": " + got);
    }
  }

  /** What arrived could be read in more than one way. */
  static final class Odd extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Odd(String message) {
      super(message);
    }
  }
}
