package dev.breakwater;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** One connection from the proxy to a {@link RecordingUpstream}, and every byte that arrived. */
public final class RecordedConnection implements AutoCloseable {
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final List<ArrivedRequest> requests = new CopyOnWriteArrayList<>();
  private final InputStream in;
  private final Out out;
  private final Closeable socket;
  private volatile String odd = "";
  private volatile String failure = "";

  /** Where answers go. */
  @FunctionalInterface
  interface Out {
    void write(ByteBuffer bytes) throws IOException;
  }

  RecordedConnection(InputStream in, Out out, Closeable socket) {
    this.in = new BufferedInputStream(new Tee(in, received));
    this.out = out;
    this.socket = socket;
  }

  /** What arrives, recorded as it is read. */
  public InputStream in() {
    return in;
  }

  /** Reads the next request; empty where the connection ended between two. */
  public Optional<ArrivedRequest> next() throws IOException {
    Optional<ArrivedRequest> request = ArrivedRequest.read(in);
    request.ifPresent(requests::add);
    return request;
  }

  /** Answers with these bytes (ISO-8859-1). */
  public void write(String bytes) throws IOException {
    out.write(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** All that arrived so far (ISO-8859-1). */
  public String received() {
    return received.toString(StandardCharsets.ISO_8859_1);
  }

  /** The plain requests so far. */
  public List<ArrivedRequest> requests() {
    return List.copyOf(requests);
  }

  /** What could be read in more than one way; empty where nothing could. */
  public String odd() {
    return odd;
  }

  /** How reading or writing failed; empty where it did not. */
  public String failure() {
    return failure;
  }

  void odd(String what) {
    odd = what;
  }

  void failed(IOException e) {
    failure = e.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      failed(e);
    }
  }

  private static final class Tee extends InputStream {
    private final InputStream in;
    private final ByteArrayOutputStream copy;

    Tee(InputStream in, ByteArrayOutputStream copy) {
      this.in = in;
      this.copy = copy;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      if (count > 0) {
        copy.write(bytes, offset, count);
      }
      return count;
    }
  }
}
