package dev.breakwater.proxy;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server, and how it passes requests on. */
final class Serving {
  /** gRPC's module has the same directives, and none for what does not concern it. */
  private static final Pattern PROXY_DIRECTIVE = Pattern.compile("(?m)^( *)proxy_");

  private static final Pattern NOT_FOR_GRPC =
      Pattern.compile("(?m)^ *proxy_(?:http_version|redirect|buffers|max_temp_file_size) .*\n");

  /** The first buffer of a request's header. */
  static final int HEADER_KIBIBYTES = 1;

  /** What is kept of a request's body before it goes to the tmpfs. */
  static final int BODY_KIBIBYTES = 16;

  /** Each buffer of the answer. */
  static final int ANSWER_KIBIBYTES = 8;

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
        + "    }\n"
        + (settings.inspection().isPresent() ? inspected(settings).indent(4) : "")
        + "}\n";
  }

  private static String spoken(ProxySettings settings, String text) {
    return settings.streaming().grpc()
        ? PROXY_DIRECTIVE.matcher(NOT_FOR_GRPC.matcher(text).replaceAll("")).replaceAll("$1grpc_")
        : text;
  }

  private static String everywhere(ProxySettings settings) {
    return entry(settings, "/")
        + "\n"
        + Admission.directives(settings.limits())
        + (settings.inspection().isPresent() ? "" : "\n" + passing(settings))
        + places(settings.streaming()).stream()
            .map(path -> "\nlocation " + path + " {\n" + entry(settings, path).indent(4) + "}\n")
            .collect(Collectors.joining());
  }

  /** What a location does not inherit. */
  private static String entry(ProxySettings settings, String path) {
    return Refusals.guards(settings)
        + Admission.remember(settings.limits())
        + (settings.inspection().isPresent()
            ? "try_files /dev/null " + inspected(path) + ";\n"
            : handing(settings, path));
  }

  private static String handing(ProxySettings settings, String path) {
    return "proxy_pass "
        + (settings.streaming().grpc() ? "grpc" : "http")
        + "://application;\n"
        + special(settings, path);
  }

  /**
   * ModSecurity's handlers run before those of the limits within a location, so that it gets
   * locations of its own: what the limits refuse costs no inspection. A named location inherits
   * from the server only.
   */
  private static String inspected(ProxySettings settings) {
    return Inspection.SERVER
        + Stream.concat(Stream.of("/"), places(settings.streaming()).stream())
            .map(
                path ->
                    "\nlocation "
                        + inspected(path)
                        + " {\n"
                        + (Inspection.LOCATION + handing(settings, path) + "\n" + passing(settings))
                            .indent(4)
                        + "}\n")
            .collect(Collectors.joining());
  }

  private static String inspected(String path) {
    return "@inspected" + path;
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
        proxy_buffer_size %dk;
        proxy_buffers 8 %dk;
        proxy_max_temp_file_size 0;
        # The application steers neither nginx's locations nor its pace.
        proxy_ignore_headers X-Accel-Redirect X-Accel-Limit-Rate X-Accel-Charset;
        """
            .formatted(
                timeouts.connect().toSeconds(),
                timeouts.write().toSeconds(),
                ANSWER_KIBIBYTES,
                ANSWER_KIBIBYTES)
        + "\n"
        + Identity.headers(settings)
        + "\n"
        + Answers.headers();
  }
}
