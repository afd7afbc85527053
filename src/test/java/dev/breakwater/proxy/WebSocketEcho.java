package dev.breakwater.proxy;

import dev.breakwater.ArrivedRequest;
import dev.breakwater.RecordedConnection;
import dev.breakwater.RunningTask;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Both ends of a WebSocket: the JDK's client, and a server that gives one short frame back.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a>
 */
final class WebSocketEcho {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int TEXT = 0x81;
  private static final int MASK_BYTES = 4;

  private WebSocketEcho() {}

  /** Sends a text through the proxy, and returns what comes back. */
  static String echo(RunningTask task, String path, String text) throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            answer.complete(data.toString());
            return null;
          }

          @Override
          public void onError(WebSocket socket, Throwable error) {
            answer.completeExceptionally(error);
          }
        };
    URI address = URI.create(task.address().toString().replaceFirst("^http", "ws") + path);
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, listener)
            .get(20, TimeUnit.SECONDS);
    socket.sendText(text, true).get(20, TimeUnit.SECONDS);
    String came = answer.get(20, TimeUnit.SECONDS);
    socket.abort();
    return came;
  }

  /** The server's side. */
  static void serve(ArrivedRequest request, RecordedConnection connection) throws IOException {
    connection.write(
        "HTTP/1.1 101 Switching Protocols\r\n"
            + "Upgrade: websocket\r\n"
            + "Connection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(request.values("Sec-WebSocket-Key").findFirst().orElseThrow())
            + "\r\n\r\n");
    DataInputStream in = new DataInputStream(connection.in());
    in.readUnsignedByte();
    int length = in.readUnsignedByte() & 0x7f;
    byte[] mask = in.readNBytes(MASK_BYTES);
    byte[] text = in.readNBytes(length);
    for (int i = 0; i < length; i++) {
      text[i] ^= mask[i % MASK_BYTES];
    }
    connection.write(
        (char) TEXT + "" + (char) length + new String(text, StandardCharsets.ISO_8859_1));
    in.read();
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
