package dev.breakwater;

import dev.breakwater.proxy.Upstream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The application behind the proxy, played by the test: it listens on a Unix socket in a folder
 * that the proxy's container mounts, and records each connection byte by byte.
 */
public final class RecordingUpstream implements AutoCloseable {
  /** Where the proxy finds it. */
  public static final Upstream ADDRESS = Upstream.unixSocket("/run/app/app.sock");

  /** Serves one connection to its end; who returns or throws closes it. */
  @FunctionalInterface
  public interface Application {
    /** Serves. */
    void serve(RecordedConnection connection) throws IOException;
  }

  private final Path folder;
  private final ServerSocketChannel door;
  private final Application application;
  private final List<RecordedConnection> connections = new CopyOnWriteArrayList<>();

  private RecordingUpstream(Application application) {
    this.application = application;
    try {
      folder = Files.createTempDirectory("breakwater-test-upstream");
      Path socket = folder.resolve("app.sock");
      door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      door.bind(UnixDomainSocketAddress.of(socket), 4096);
      // The proxy's user is another one.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  /** Starts an application that answers every plain request with 200 and {@code ok}. */
  public static RecordingUpstream start() {
    return start(answering(request -> "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
  }

  /** Starts an application of the test's own. */
  public static RecordingUpstream start(Application application) {
    return new RecordingUpstream(application);
  }

  /**
   * Answers request after request with these bytes, and closes at once where one could be read in
   * more than one way.
   */
  public static Application answering(Function<ArrivedRequest, String> answer) {
    return connection -> {
      for (Optional<ArrivedRequest> request = connection.next();
          request.isPresent();
          request = connection.next()) {
        connection.write(answer.apply(request.get()));
        if (request.get().values("Connection").anyMatch("close"::equalsIgnoreCase)) {
          return;
        }
      }
    };
  }

  /** The argument of {@code docker run} that brings the socket into a container. */
  String mount() {
    return "--volume=" + folder + ":/run/app";
  }

  /** The connections so far, the oldest first. */
  public List<RecordedConnection> connections() {
    return List.copyOf(connections);
  }

  /** The plain requests so far. */
  public List<ArrivedRequest> requests() {
    return connections().stream().flatMap(connection -> connection.requests().stream()).toList();
  }

  /**
   * Hands bytes to the application as they are, without any proxy, on a connection of their own.
   */
  public static RecordedConnection receive(String bytes) {
    RecordedConnection connection =
        new RecordedConnection(
            new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)),
            answer -> {},
            () -> {});
    serve(connection, answering(request -> ""));
    return connection;
  }

  private void accept() {
    try {
      while (door.isOpen()) {
        SocketChannel channel = door.accept();
        RecordedConnection connection =
            new RecordedConnection(
                Channels.newInputStream(channel), answer -> send(channel, answer), channel);
        connections.add(connection);
        daemon(() -> serve(connection, application));
      }
    } catch (IOException e) {
      connections.forEach(RecordedConnection::close);
    }
  }

  private static void send(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void serve(RecordedConnection connection, Application application) {
    try (connection) {
      application.serve(connection);
    } catch (ArrivedRequest.Odd e) {
      connection.odd(e.getMessage());
    } catch (IOException e) {
      connection.failed(e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "recording-upstream");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      door.close();
      connections.forEach(RecordedConnection::close);
      Files.deleteIfExists(folder.resolve("app.sock"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
