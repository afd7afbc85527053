package dev.breakwater.proxy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who the client is, and what the application is told about it. */
final class Identity {
  private Identity() {}

  /**
   * Headers that frameworks take for the client's identity, for its scheme or for the request's
   * true target, and what is meant for the next hop. A client must not set them.
   */
  private static final List<String> CLEARED =
      List.of(
          "CF-Connecting-IP",
          "CF-Connecting-IPv6",
          "Client-IP",
          "Fastly-Client-IP",
          "Forwarded",
          "Forwarded-For",
          "Front-End-Https",
          "HTTP2-Settings",
          "Proxy",
          "Proxy-Client-IP",
          "Trailer",
          "True-Client-IP",
          "WL-Proxy-Client-IP",
          "X-Azure-ClientIP",
          "X-Client-IP",
          "X-Cluster-Client-IP",
          "X-Envoy-External-Address",
          "X-Forwarded",
          "X-Forwarded-Client-Cert",
          "X-Forwarded-Host",
          "X-Forwarded-Path",
          "X-Forwarded-Prefix",
          "X-Forwarded-Protocol",
          "X-Forwarded-Scheme",
          "X-Forwarded-Server",
          "X-Forwarded-Ssl",
          "X-Host",
          "X-HTTP-Host-Override",
          "X-Original-Forwarded-For",
          "X-Original-Host",
          "X-Original-URL",
          "X-Originating-IP",
          "X-ProxyUser-Ip",
          "X-Remote-Addr",
          "X-Remote-IP",
          "X-Rewrite-URL",
          "X-Scheme",
          "X-Url-Scheme");

  /** What only a load balancer says: who has signed in, whose certificate it has checked. */
  private static final List<String> LOAD_BALANCERS =
      List.of(
          "X-Amzn-Mtls-Clientcert",
          "X-Amzn-Mtls-Clientcert-Issuer",
          "X-Amzn-Mtls-Clientcert-Leaf",
          "X-Amzn-Mtls-Clientcert-Serial-Number",
          "X-Amzn-Mtls-Clientcert-Subject",
          "X-Amzn-Mtls-Clientcert-Validity",
          "X-Amzn-Oidc-Accesstoken",
          "X-Amzn-Oidc-Data",
          "X-Amzn-Oidc-Identity");

  /** By these a framework takes another method than the one that was allowed. */
  private static final List<String> METHODS =
      List.of("X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override");

  static String render(ProxySettings settings) {
    return realAddress(settings)
        + """

        # A client is an IPv4 address, however it was written, or an IPv6 /64.
        map $binary_remote_addr $client {
            default $binary_remote_addr;
            "~(?s)^\\x00{10}\\xff\\xff(?<mapped_address>.{4})\\z" $mapped_address;
            "~(?s)^(?<client_network>.{8}).{8}\\z" $client_network;
        }

        # The load balancer's own probe: a trusted peer that speaks for nobody, on the exact path.
        map "$trusted_peer $request_method $request_uri $http_x_forwarded_for" $probe {
            default 0;
            "~^1 %s %s \\z" 1;
        }
        map $probe $limited_client {
            default $client;
            1 "";
        }

        # Scheme and port as the client saw them: a trusted peer knows, nobody else is believed.
        map "$trusted_peer $http_x_forwarded_proto" $client_scheme {
            default $scheme;
            "1 http" http;
            "1 https" https;
        }
        map "$trusted_peer $http_x_forwarded_port" $client_port {
            default "";
            "~^1 (?<believed_port>[1-9][0-9]{0,4})\\z" $believed_port;
        }
        """
            .formatted(
                settings.streaming().grpc() ? "POST" : "GET",
                settings.healthPath().replace(".", "\\."));
  }

  /** Only the address that a trusted peer itself appended, the last one, is believed. */
  private static String realAddress(ProxySettings settings) {
    List<TrustedNetwork> networks = settings.trustedNetworks();
    String directives =
        networks.stream()
            .map(network -> "set_real_ip_from " + network.cidr() + ";\n")
            .collect(Collectors.joining());
    String geo =
        networks.stream()
            .map(network -> "    " + network.cidr() + " 1;\n")
            .collect(Collectors.joining());
    return "# Identity.\n"
        + (networks.isEmpty()
            ? ""
            : directives + "real_ip_header X-Forwarded-For;\nreal_ip_recursive off;\n")
        + "geo $realip_remote_addr $trusted_peer {\n    default 0;\n"
        + geo
        + "}\n";
  }

  /** What the application is told: facts that the client cannot choose. */
  static String headers(ProxySettings settings) {
    boolean upgradable = !settings.streaming().webSockets().isEmpty();
    Stream<String> loadBalancers =
        settings.trustedNetworks().isEmpty() ? LOAD_BALANCERS.stream() : Stream.empty();
    Stream<String> methods =
        settings.strictness().methods().isEmpty() ? Stream.empty() : METHODS.stream();
    return """
        # What the application is told: facts that the client cannot choose.
        proxy_set_header Host $http_host;
        """
        + (upgradable
            ? "proxy_set_header Connection $passed_connection;\nproxy_set_header Upgrade $upgrade;\n"
            : "proxy_set_header Connection \"\";\n")
        + """
        proxy_set_header X-Request-ID $request_id;
        proxy_set_header X-Real-IP $remote_addr;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $client_scheme;
        proxy_set_header X-Forwarded-Port $client_port;
        proxy_hide_header X-Request-ID;
        """
        + Stream.of(CLEARED.stream(), loadBalancers, methods)
            .flatMap(headers -> headers)
            .map(header -> "proxy_set_header " + header + " \"\";\n")
            .collect(Collectors.joining());
  }
}
