package dev.breakwater.proxy;

/** How what the filter refuses is answered, and what clients pay that go on. */
final class Offences {
  /** Offenders remembered at a time: 8,000. nginx forgets the oldest beyond that. */
  private static final String ZONE = "1000k";

  private static final String STATUS =
      """
      if ($refusal ~ "^(?:network|agent)\\z") {
          return 403;
      }
      if ($refusal = traversal) {
          return 400;
      }
      if ($refusal = type) {
          return 415;
      }
      if ($refusal = query) {
          return 414;
      }
      # As an application answers that has no such thing.
      return 404;
      """;

  private Offences() {}

  static String zone(RequestFilter filter) {
    return filter
        .penalty()
        .map(
            penalty ->
                """
                map $refusal $offender {
                    default "";
                    probe $limited_client;
                    traversal $limited_client;
                }
                limit_req_zone $offender zone=offenders:%s rate=%dr/m;
                """
                    .formatted(ZONE, penalty.freePerMinute()))
        .orElse("");
  }

  /** In each location by itself, before all else. */
  static String guard(RequestFilter filter) {
    return filter.isOff()
        ? ""
        : """
        if ($refusal) {
            rewrite ^ /.breakwater/refused last;
        }
        """;
  }

  static String locations(ProxySettings settings) {
    if (settings.requestFilter().isOff()) {
      return "";
    }
    return settings
        .requestFilter()
        .penalty()
        .map(penalty -> penalised(settings, penalty))
        .orElseGet(
            () -> "location = /.breakwater/refused {\n    internal;\n" + STATUS.indent(4) + "}\n");
  }

  private static String penalised(ProxySettings settings, OffenderPenalty penalty) {
    return """
        # What is refused: free at first, then paid for.
        location = /.breakwater/refused {
            internal;
            limit_req zone=offenders%s nodelay;
            limit_conn connections %d;
            limit_conn_status 503;
            recursive_error_pages on;
            error_page 429 = @penalty;
            error_page 503 =429 /.breakwater/error;
            try_files /.breakwater @refuse;
        }
        location @refuse {
        %s}
        # Each attempt takes one request from the client's own limit; when that is deep in debt there is no next.
        location @penalty {
            proxy_pass http://penalty;
            proxy_http_version 1.1;
            proxy_method HEAD;
            proxy_pass_request_headers off;
            proxy_pass_request_body off;
            proxy_set_header Connection "";
            proxy_set_header Content-Length "";
            proxy_set_header Host penalty;
            proxy_set_header X-Real-IP $remote_addr;
            proxy_connect_timeout 2s;
            proxy_read_timeout 2s;
            proxy_next_upstream http_403 non_idempotent;
            proxy_intercept_errors on;
            recursive_error_pages on;
            error_page 403 429 500 502 503 504 =429 /.breakwater/error;
        }
        """
        .formatted(
            penalty.freeAtOnce() == 0 ? "" : " burst=" + penalty.freeAtOnce(),
            settings.limits().connections().connections(),
            STATUS.indent(4));
  }

  /** Where offenders pay: on a socket that only this container has. */
  static String servers(ProxySettings settings) {
    RateLimit limit = settings.limits().rate();
    return settings
        .requestFilter()
        .penalty()
        .map(
            penalty ->
                """
                # Where offenders pay: requests of the proxy to itself, counted for the client.
                upstream penalty {
                %s    keepalive 16;
                    keepalive_timeout 4s;
                }

                server {
                    listen unix:/tmp/penalty.sock;
                    access_log off;
                    keepalive_timeout 75s;
                    set_real_ip_from unix:;
                    real_ip_header X-Real-IP;

                    location / {
                        limit_req zone=clients burst=%d nodelay;
                        deny all;
                    }
                }

                """
                    .formatted(
                        "    server unix:/tmp/penalty.sock max_fails=0;\n"
                            .repeat(penalty.requests(limit)),
                        penalty.debt(limit)))
        .orElse("");
  }
}
