package dev.breakwater.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a builder collects of {@link Streaming}.
 *
 * @param <S> the builder itself
 */
public abstract sealed class StreamingSettings<S extends StreamingSettings<S>>
    extends StrictnessSettings<S> permits LogSettings {
  private final List<String> webSockets = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final SortedMap<String, Integer> uploads = new TreeMap<>();
  private boolean grpc;

  StreamingSettings() {}

  /** Lets clients upgrade to {@code websocket} on all paths that begin with one. */
  public S webSocket(String path) {
    webSockets.add(path);
    return self();
  }

  /** Passes answers on byte by byte on all paths that begin with one. */
  public S serverSentEvents(String path) {
    events.add(path);
    return self();
  }

  /**
   * Passes request bodies on as they come on all paths that begin with one. They take no room on
   * the tmpfs, and a slow client keeps the application waiting.
   *
   * @param path {@code /} for all
   * @param maxKibibytes the largest body there in KiB, 1 to 1048576
   */
  public S upload(String path, int maxKibibytes) {
    uploads.put(path, maxKibibytes);
    return self();
  }

  /** Speaks HTTP/2 without TLS on both sides, and nothing else: for gRPC. */
  public S grpc() {
    this.grpc = true;
    return self();
  }

  Streaming streaming() {
    return new Streaming(webSockets, events, uploads, grpc);
  }
}
