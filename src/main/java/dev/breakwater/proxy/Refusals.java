package dev.breakwater.proxy;

import java.util.List;
import java.util.stream.Collectors;

/** What is refused before any limit counts it. */
final class Refusals {
  private Refusals() {}

  static String maps(ProxySettings settings) {
    String protocol = settings.streaming().grpc() ? "HTTP/2\\.0" : "HTTP/1\\.[01]";
    return """
        # What no application should have to read: HTTP/0.9, odd bytes in Host, a target that names another host;
        # in the target bytes beyond ASCII and a fragment, in its path backslashes, encoded control bytes and
        # parameters on "..".
        map "$server_protocol $host $http_host" $refused_host {
            default 1;
            "~*^%1$s ([a-z0-9._-]+) \\1\\.?(:[0-9]{1,5})?\\z" 0;
            "~*^%1$s (\\[[0-9a-f:.]+\\]) \\1(:[0-9]{1,5})?\\z" 0;
        }
        map $request_uri $refused {
            default $refused_host;
            "~[#\\x80-\\xff]" 1;
            "~*^[^?]*(\\x5c|%%[01][0-9a-f]|%%7f|(\\.|%%2e){2}(;|%%3b))" 1;
        }
        """
            .formatted(protocol)
        + hosts(settings.strictness().hosts())
        + methods(settings.strictness().methods());
  }

  private static String hosts(List<String> hosts) {
    if (hosts.isEmpty()) {
      return "";
    }
    return """

        # Names that are not ours. The load balancer's probe asks for the task's address.
        map $host $foreign_host {
            hostnames;
            default 1;
        %s}
        map "$probe$foreign_host" $misdirected {
            default 0;
            01 1;
        }
        """
        .formatted(
            hosts.stream().map(host -> "    " + host + " 0;\n").collect(Collectors.joining()));
  }

  private static String methods(List<String> methods) {
    if (methods.isEmpty()) {
      return "";
    }
    return """

        map $request_method $refused_method {
            default 1;
        %s}
        map $status $allowed_methods {
            default "";
            405 "%s";
        }
        """
        .formatted(
            methods.stream().map(method -> "    " + method + " 0;\n").collect(Collectors.joining()),
            String.join(", ", methods));
  }

  /** In each location by itself: nginx inherits none of it. */
  static String guards(ProxySettings settings) {
    StringBuilder guards = new StringBuilder(Offences.guard(settings.requestFilter()));
    guards.append(guard("refused", 400));
    if (!settings.strictness().hosts().isEmpty()) {
      guards.append(guard("misdirected", 421));
    }
    if (!settings.strictness().methods().isEmpty()) {
      guards.append(guard("refused_method", 405));
    }
    return guards.toString();
  }

  private static String guard(String variable, int status) {
    return """
        if ($%s) {
            return %d;
        }
        """
        .formatted(variable, status);
  }
}
