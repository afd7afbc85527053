package dev.breakwater.proxy;

import dev.breakwater.ArrivedRequest;
import dev.breakwater.RecordedConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What in the bytes of a connection an application could read differently from nginx. */
final class Hazard {
  private static final Map<String, Pattern> IN_A_HEAD = new LinkedHashMap<>();

  static {
    in("method for proxies", "\\A(CONNECT|TRACE) ");
    in("version", "\\A\\S+ \\S+ (?!HTTP/1\\.[01]\\r)");
    in("dots that climb", "\\A\\S+ (/(\\.|%2e){2}[/ ?]|[^? ]*(\\.|%2e){2}(;|%3b|\\\\))");
    in("backslash", "\\A\\S+ [^? ]*\\\\");
    in("encoded control byte", "\\A\\S+ [^? ]*%([01][0-9a-f]|7f)");
    in("broken encoding", "\\A\\S+ \\S*%(?![0-9a-f]{2})");
    in("for the next hop", "^(Upgrade|HTTP2-Settings|TE|Trailer|Keep-Alive|Expect):");
    in("names of other headers", "^Connection: (?!close\\r|keep-alive\\r)");
    in("underscore in a name", "^[^:\\r]*_[^:\\r]*:");
    in("address that the client chose", "^X.(Forwarded.For|Real.IP): 6\\.6\\.6\\.6");
  }

  private Hazard() {}

  private static void in(String name, String pattern) {
    IN_A_HEAD.put(name, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE));
  }

  /** The hazards of one request. */
  static List<String> of(ArrivedRequest request) {
    return IN_A_HEAD.entrySet().stream()
        .filter(hazard -> hazard.getValue().matcher(request.head()).find())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The hazards of all that came on a connection. */
  static List<String> of(RecordedConnection connection) {
    List<String> hazards = new ArrayList<>();
    if (!connection.odd().isEmpty()) {
      hazards.add(connection.odd());
    }
    int taken = 0;
    for (ArrivedRequest request : connection.requests()) {
      hazards.addAll(of(request));
      taken += request.head().length() + request.body().length();
    }
    if (hazards.isEmpty() && connection.received().length() > taken) {
      hazards.add("bytes behind the last request");
    }
    return hazards;
  }
}
