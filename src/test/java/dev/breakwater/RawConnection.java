package dev.breakwater;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client's connection on which every byte is the test's own. Text is bytes, ISO-8859-1. */
public final class RawConnection implements AutoCloseable {
  /** What follows an answer where the other side had not closed the connection. */
  public static final String STILL_OPEN = "<still open>";

  private final Socket socket;

  private RawConnection(Socket socket) {
    this.socket = socket;
  }

  /** Connects. */
  public static RawConnection open(InetSocketAddress address) throws IOException {
    return new RawConnection(new Socket(address.getAddress(), address.getPort()));
  }

  /** Sends bytes as they are. */
  public RawConnection send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /**
   * All that arrives until the other side closes, or says nothing for a time: then {@link
   * #STILL_OPEN} follows. A reset ends it like a close.
   */
  public String readToEnd(Duration quiet) throws IOException {
    socket.setSoTimeout((int) quiet.toMillis());
    StringBuilder answer = new StringBuilder();
    byte[] piece = new byte[8192];
    InputStream in = socket.getInputStream();
    try {
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        answer.append(new String(piece, 0, length, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketTimeoutException e) {
      answer.append(STILL_OPEN);
    } catch (SocketException e) {
      return answer.toString();
    }
    return answer.toString();
  }

  /** Reads until a text has arrived, and fails where the connection ends or 20 s pass before. */
  public String readUntil(String end) throws IOException {
    socket.setSoTimeout(20_000);
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf(end) < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("ended before " + end + ": " + answer);
      }
      answer.append((char) next);
    }
    return answer.toString();
  }

  /** The socket itself, for its options. */
  public Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
