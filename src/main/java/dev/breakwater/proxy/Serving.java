package dev.breakwater.proxy;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The server, and how it passes requests on. */
final class Serving {
  /** gRPC's module has the same directives, and none for what does not concern it. */
  private static final Pattern PROXY_DIRECTIVE = Pattern.compile("(?m)^( *)proxy_");

  private static final Pattern NOT_FOR_GRPC =
      Pattern.compile("(?m)^ *proxy_(?:http_version|redirect|buffers|max_temp_file_size) .*\n");

  private Serving() {}

  /** Where a client may upgrade, and to what. */
  static String maps(Streaming streaming) {
    if (streaming.webSockets().isEmpty()) {
      return "";
    }
    return """
        # Nothing but a WebSocket, and only where it was chosen.
        map "$server_protocol $request_method $http_upgrade $uri" $upgrade {
            default "";
        %s}
        map $upgrade $passed_connection {
            default "";
            websocket upgrade;
        }

        """
        .formatted(
            streaming.webSockets().stream()
                .map(
                    path ->
                        "    \"~*^HTTP/1\\.1 GET websocket "
                            + path.replace(".", "\\.")
                            + "\" websocket;\n")
                .collect(Collectors.joining()));
  }

  static String server(ProxySettings settings) {
    return """
        server {
            # Several workers share one port evenly only with a socket each.
            listen %d default_server backlog=4096%s%s;

        """
            .formatted(
                settings.port(),
                settings.workers() > 1 ? " reuseport" : "",
                settings.streaming().grpc() ? " http2" : "")
        + Answers.errorPages(settings).indent(4)
        + "\n    location / {\n"
        + spoken(settings, everywhere(settings)).indent(8)
        + "    }\n}\n";
  }

  private static String spoken(ProxySettings settings, String text) {
    return settings.streaming().grpc()
        ? PROXY_DIRECTIVE.matcher(NOT_FOR_GRPC.matcher(text).replaceAll("")).replaceAll("$1grpc_")
        : text;
  }

  private static String everywhere(ProxySettings settings) {
    Streaming streaming = settings.streaming();
    return entry(settings)
        + special(settings, "/")
        + "\n"
        + Admission.directives(settings.limits())
        + "\n"
        + passing(settings)
        + "\n"
        + Identity.headers(settings)
        + "\n"
        + Answers.headers()
        + places(streaming).stream()
            .map(
                path ->
                    "\nlocation "
                        + path
                        + " {\n"
                        + (entry(settings) + special(settings, path)).indent(4)
                        + "}\n")
            .collect(Collectors.joining());
  }

  /** What a location does not inherit. */
  private static String entry(ProxySettings settings) {
    return Refusals.guards(settings)
        + Admission.remember(settings.limits())
        + "proxy_pass "
        + (settings.streaming().grpc() ? "grpc" : "http")
        + "://application;\n";
  }

  private static SortedSet<String> places(Streaming streaming) {
    SortedSet<String> places = new TreeSet<>(streaming.webSockets());
    places.addAll(streaming.events());
    places.addAll(streaming.uploads().keySet());
    places.remove("/");
    return places;
  }

  /** What a path has of its own, and of all paths that it begins with. */
  private static String special(ProxySettings settings, String path) {
    Streaming streaming = settings.streaming();
    boolean events = covers(streaming.events(), path);
    Duration read =
        events || covers(streaming.webSockets(), path)
            ? settings.timeouts().stream()
            : settings.timeouts().read();
    String text = "proxy_read_timeout " + read.toSeconds() + "s;\n";
    if (events) {
      text += "proxy_buffering off;\n";
    }
    int largest =
        streaming.uploads().entrySet().stream()
            .filter(upload -> path.startsWith(upload.getKey()))
            .mapToInt(upload -> upload.getValue())
            .max()
            .orElse(0);
    return largest == 0
        ? text
        : text + "proxy_request_buffering off;\nclient_max_body_size " + largest + "k;\n";
  }

  private static boolean covers(List<String> prefixes, String path) {
    return prefixes.stream().anyMatch(path::startsWith);
  }

  private static String passing(ProxySettings settings) {
    Timeouts timeouts = settings.timeouts();
    return """
        proxy_http_version 1.1;
        proxy_connect_timeout %ds;
        proxy_send_timeout %ds;
        # Asked again, unless POST or PATCH, where a kept connection ends without an answer: on each that is kept.
        proxy_next_upstream error;
        proxy_redirect off;
        proxy_buffer_size 8k;
        proxy_buffers 8 8k;
        proxy_max_temp_file_size 0;
        # The application steers neither nginx's locations nor its pace.
        proxy_ignore_headers X-Accel-Redirect X-Accel-Limit-Rate X-Accel-Charset;
        """
        .formatted(timeouts.connect().toSeconds(), timeouts.write().toSeconds());
  }
}
