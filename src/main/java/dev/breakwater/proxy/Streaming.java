package dev.breakwater.proxy;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What passes through as it comes, by choice. A path stands for all that begins with it, and has
 * what any of these gives it.
 *
 * @param webSockets where a client may upgrade to a WebSocket, and to nothing else; nowhere by
 *     default
 * @param events where answers are passed on byte by byte (server-sent events); nowhere by default.
 *     An application can ask for it by {@code X-Accel-Buffering: no} as well, but not for the
 *     longer timeout.
 * @param uploads where bodies are passed on as they come instead of being kept until they are
 *     whole, to the largest size there in KiB, 1 to 1048576; nowhere by default. The application
 *     meets slow clients itself there.
 * @param grpc whether the proxy speaks HTTP/2 without TLS on both sides, as gRPC needs it and as a
 *     load balancer's target group of protocol version GRPC speaks; false by default. Nothing else
 *     is spoken then.
 */
public record Streaming(
    List<String> webSockets,
    List<String> events,
    SortedMap<String, Integer> uploads,
    boolean grpc) {

  /** Refuses what is outside its range, and what gRPC does not go together with. */
  public Streaming {
    webSockets = paths("path of WebSockets", webSockets);
    events = paths("path of server-sent events", events);
    uploads = new TreeMap<>(uploads);
    paths("path of uploads", List.copyOf(uploads.keySet()));
    uploads.values().forEach(size -> Wanted.between("largest upload", size, 1, 1_048_576, " KiB"));
    if (grpc && !(webSockets.isEmpty() && events.isEmpty() && uploads.isEmpty())) {
      throw Wanted.refused(
          "grpc", "chosen without webSocket, serverSentEvents and upload", "it with them");
    }
  }

  /** Whether something may be silent for the stream timeout. */
  public boolean mayBeSilent() {
    return !(webSockets.isEmpty() && events.isEmpty());
  }

  private static List<String> paths(String what, List<String> given) {
    List<String> paths = List.copyOf(given);
    Wanted.between(what + "s", paths.size(), 0, 16, "");
    for (String path : paths) {
      Wanted.path(what, path);
      // nginx would answer the path without the slash with a redirect.
      if (path.length() > 1 && path.endsWith("/")) {
        throw Wanted.refused(what, "without / at its end", Wanted.shown(path));
      }
    }
    Wanted.distinct(what + "s", paths);
    return paths;
  }
}
