package dev.breakwater.source;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The proxy's JSON access log from one file or stream, plain or gzipped, a line at a time. What
 * cannot be read is counted, and the first of it told.
 */
public final class RequestLog implements AutoCloseable {
  /** The proxy's own lines have at most 2 kB; wrapped ones a little more. */
  private static final int LONGEST_LINE = 65_536;

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final String name;
  private final InputStream in;
  private final byte[] buffer = new byte[LONGEST_LINE];
  private final byte[] line = new byte[LONGEST_LINE];
  private int filled;
  private int at;
  private long lines;
  private long unreadable;
  private Optional<Gap> firstGap = Optional.empty();

  private RequestLog(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /**
   * A log from its beginning.
   *
   * @param name for sentences
   * @param in its bytes, gzipped or not; closed with the log
   * @throws IOException where not even the first bytes can be read
   */
  public static RequestLog open(String name, InputStream in) throws IOException {
    PushbackInputStream first = new PushbackInputStream(in, 2);
    byte[] magic = first.readNBytes(2);
    first.unread(magic);
    boolean gzipped =
        magic.length == 2 && (magic[0] & 0xff) == GZIP_FIRST && (magic[1] & 0xff) == GZIP_SECOND;
    return new RequestLog(name, gzipped ? new GZIPInputStream(first, LONGEST_LINE) : first);
  }

  /** The next request; empty at the end, and where the rest cannot be read. */
  public Optional<LoggedRequest> next() {
    try {
      for (int length = readLine(); length >= 0; length = readLine()) {
        if (!isBlank(length)) {
          try {
            return Optional.of(request(length));
          } catch (LogLine.Unreadable e) {
            unread(e.getMessage());
          }
        }
      }
    } catch (IOException e) {
      lines++;
      unread("the rest cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  private LoggedRequest request(int length) throws LogLine.Unreadable {
    if (length > LONGEST_LINE) {
      throw new LogLine.Unreadable("a line of more than " + LONGEST_LINE + " bytes");
    }
    return LogLine.read(line, length);
  }

  /** Counts the line that was read last among those that could not be. */
  public void unread(String reason) {
    unreadable++;
    if (firstGap.isEmpty()) {
      firstGap =
          Optional.of(
              new Gap(new Location(name, "", (int) Math.min(lines, Integer.MAX_VALUE), 0), reason));
    }
  }

  private boolean isBlank(int length) {
    for (int i = 0; i < Math.min(length, LONGEST_LINE); i++) {
      if (line[i] != ' ' && line[i] != '\r' && line[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  /** How long the next line is, which is kept as far as it may be long; -1 at the end. */
  private int readLine() throws IOException {
    int length = 0;
    boolean begun = false;
    while (true) {
      if (at == filled) {
        at = 0;
        filled = Math.max(0, in.read(buffer));
        if (filled == 0) {
          lines += begun ? 1 : 0;
          return begun ? length : -1;
        }
      }
      begun = true;
      byte next = buffer[at++];
      if (next == '\n') {
        lines++;
        return length;
      }
      if (length < LONGEST_LINE) {
        line[length] = next;
      }
      length = Math.min(length + 1, LONGEST_LINE + 1);
    }
  }

  /** Lines so far that are no requests. */
  public long unreadable() {
    return unreadable;
  }

  /** The first of them. */
  public Optional<Gap> firstGap() {
    return firstGap;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
