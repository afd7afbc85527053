package dev.breakwater.proxy;

/** What is refused, and what the proxy itself answers: small JSON, never nginx's pages. */
final class Answers {
  private Answers() {}

  static String maps(ProxySettings settings) {
    return """
        # What no application should have to read: HTTP/0.9, odd bytes in Host, path parameters on "..".
        map "$server_protocol $http_host" $refused_host {
            default 1;
            "~^HTTP/1\\.[01] [A-Za-z0-9._-]+(:[0-9]{1,5})?\\z" 0;
            "~^HTTP/1\\.[01] \\[[0-9A-Fa-f:.]+\\](:[0-9]{1,5})?\\z" 0;
        }
        map $request_uri $refused {
            default $refused_host;
            "~*(\\.|%%2e){2}(;|%%3b)" 1;
        }

        map $status $error_text {
            default "error";
            400 "bad request";
            403 "forbidden";
            404 "not found";
            405 "method not allowed";
            408 "request timed out";
            411 "length required";
            413 "request body too large";
            414 "request target too long";
            429 "too many requests";
            503 "temporarily unavailable";
            505 "HTTP version not supported";
        }
        map $status $retry_after {
            default "";
            429 %d;
            503 2;
        }

        # Set where the application did not set its own.
        map "$client_scheme $upstream_http_strict_transport_security" $transport_security {
            default "";
            "https " "max-age=31536000";
        }
        map $upstream_http_x_content_type_options $content_type_options {
            default "";
            "" nosniff;
        }
        """
        .formatted(settings.rateLimit().retryAfterSeconds());
  }

  /** 494 is nginx's own number for headers that are too large. */
  static String errorPages() {
    return """
        error_page 400 403 404 405 408 411 413 414 415 416 429 501 505 /.breakwater/error;
        error_page 494 =400 /.breakwater/error;
        # 500 is the proxy's own: /tmp is full. The application's answers are not touched.
        error_page 500 502 503 504 =503 /.breakwater/error;
        location = /.breakwater/error {
            internal;
            default_type application/json;
            add_header Cache-Control no-store always;
            add_header Retry-After $retry_after always;
        """
        + headers().indent(4)
        + """
            # The status stays the error's own.
            return 200 '{"status":$status,"error":"$error_text","requestId":"$request_id"}\\n';
        }
        """;
  }

  static String headers() {
    return """
        add_header X-Request-ID $request_id always;
        add_header X-Content-Type-Options $content_type_options always;
        add_header Strict-Transport-Security $transport_security always;
        """;
  }
}
