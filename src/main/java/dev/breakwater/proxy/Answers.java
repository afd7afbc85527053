package dev.breakwater.proxy;

/** What the proxy itself answers: small JSON, never nginx's pages. */
final class Answers {
  private Answers() {}

  static String maps(ProxySettings settings) {
    return """
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
            415 "unsupported media type";
            421 "misdirected request";
            429 "too many requests";
            503 "temporarily unavailable";
            505 "HTTP version not supported";
        }
        map $status $retry_after {
            default "";
            429 %s;
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
        .formatted(Admission.wait(settings.limits()));
  }

  /** 494 is nginx's own number for headers that are too large. */
  static String errorPages(ProxySettings settings) {
    return """
        error_page 400 403 404 405 408 411 413 414 415 416 421 429 501 505 /.breakwater/error;
        error_page 494 =400 /.breakwater/error?494;
        # 500 is the proxy's own: /tmp is full. The application's answers are not touched.
        error_page 500 502 503 504 =503 /.breakwater/error;
        location = /.breakwater/error {
            internal;
            default_type application/json;
            add_header Cache-Control no-store always;
            add_header Retry-After $retry_after always;
        """
        + (settings.strictness().methods().isEmpty()
            ? ""
            : "    add_header Allow $allowed_methods always;\n")
        + headers().indent(4)
        + """
            # The status stays the error's own.
            return 200 '{"status":$status,"error":"$error_text","requestId":"$request_id"}\\n';
        }
        """
        + Offences.locations(settings);
  }

  static String headers() {
    return """
        add_header X-Request-ID $request_id always;
        add_header X-Content-Type-Options $content_type_options always;
        add_header Strict-Transport-Security $transport_security always;
        """;
  }
}
