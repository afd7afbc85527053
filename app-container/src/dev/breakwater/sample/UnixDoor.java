package dev.breakwater.sample;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A Unix socket before a server that knows TCP only (the JDK's HTTP server does): each connection
 * is handed on to it, byte for byte. An application that listens on the socket itself needs none of
 * this.
 */
final class UnixDoor {
  private final ServerSocketChannel outside;
  private final InetSocketAddress inside;
  private final ExecutorService pumps = Executors.newCachedThreadPool();

  private UnixDoor(ServerSocketChannel outside, InetSocketAddress inside) {
    this.outside = outside;
    this.inside = inside;
  }

  static UnixDoor open(Path socket, InetSocketAddress inside) throws IOException {
    // Left by a container that was killed: nobody listens on it.
    Files.deleteIfExists(socket);
    ServerSocketChannel outside = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    outside.bind(UnixDomainSocketAddress.of(socket), 1024);
    UnixDoor door = new UnixDoor(outside, inside);
    door.pumps.execute(door::accept);
    return door;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = outside.accept();
        SocketChannel server = SocketChannel.open(inside);
        pumps.execute(() -> pump(client, server));
        pumps.execute(() -> pump(server, client));
      }
    } catch (ClosedChannelException e) {
      return; // the stop
    } catch (IOException e) {
      System.err.println("sample: cannot accept on the Unix socket: " + e.getMessage());
    }
  }

  /** Ends with its source, and ends the other direction with it: HTTP needs no half connection. */
  private static void pump(ReadableByteChannel from, WritableByteChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    try (from;
        to) {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException e) {
      return; // one side has gone: the connection ends
    }
  }

  /** Accepts no more, and lets what is on its way arrive. */
  void close() {
    try {
      outside.close();
      pumps.shutdown();
      pumps.awaitTermination(2, TimeUnit.SECONDS);
    } catch (IOException e) {
      System.err.println("sample: cannot close the Unix socket: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
