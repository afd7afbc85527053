package dev.breakwater.proxy;

import java.util.stream.Collectors;

/** One JSON line a request: bounded fields, no query string, no path parameters, no cookies. */
final class AccessLog {
  /** What is refused behind the limits, where $inspected is set, ModSecurity refused. */
  private static final String INSPECTED =
      """
      map "$inspected$status" $class_by_inspection {
          default $class_by_status;
          1400 inspection;
          1403 inspection;
      }
      """;

  private AccessLog() {}

  static String render(ProxySettings settings) {
    int oneIn = settings.logging().oneInRefused();
    return """
        # The log: one JSON line a request, fields bounded, no query string, no path parameters, no cookies. One
        # in %1$d of the refused is written and says so; the load balancer's probe is not.
        # An error page turns $request_method into GET; a path parameter can be a session.
        map $request $logged_method {
            default "";
            "~^(?<method_head>[A-Z_-]{1,16}) " $method_head;
        }
        map $request_uri $logged_path {
            default "";
            "~^(?<path_head>[!\\x22$-:<->@-~]{1,256})" $path_head;
        }
        map $http_user_agent $logged_agent {
            default "";
            "~^(?<agent_head>[ -~]{1,128})" $agent_head;
        }
        map $status $logged_status {
            default 0;
            "~^[1-9]" $status;
        }
        # The last attempt's, as a number that CloudWatch can take for a metric's value.
        map "$refusal$upstream_response_time" $upstream_seconds {
            default null;
            "~^[^a-z]*?(?<last_attempt>[0-9.]+)\\z" $last_attempt;
        }
        map $refusal $application_status {
            default "";
            "" $upstream_status;
        }
        split_clients $request_id $sampled {
        %2$s    * 0;
        }
        map $limit_req_status $stands_for {
            default $connection_stands_for;
            REJECTED %1$d;
        }
        map $limit_conn_status $connection_stands_for {
            default 1;
            REJECTED %1$d;
        }
        map "$probe $stands_for $sampled" $logged {
            default 1;
            "0 %1$d 0" 0;
            "1 1 0" 0;
            "1 1 1" 0;
        }
        # Why it was refused: what the application answered is its own affair.
        map $refusal $class {
            default $refusal;
            "" $class_of_unfiltered;
        }
        map $upstream_status $class_of_unfiltered {
            default "";
            "" $class_by_%6$s;
        }
        %7$smap $status $class_by_status {
            default "";
            400 $class_of_malformed;
            404 probe;
            405 method;
            408 timeout;
            411 malformed;
            413 size;
            414 size;
            421 host;
            429 $class_by_limit;
            501 malformed;
            505 malformed;
        }
        # Headers that are too large; only our error page's own arguments come here.
        map $args $class_of_malformed {
            default malformed;
            494 size;
        }
        map $limit_conn_status $class_by_limit {
            default rate;
            REJECTED connections;
        }
        log_format json escape=json
            '{'
        %5$s    '}';
        # %3$s
        access_log /dev/stdout json buffer=%4$s flush=1s if=$logged;
        """
        .formatted(
            oneIn,
            sample(oneIn),
            settings.workers() == 1
                ? "One worker writes: a long buffer."
                : "Several workers write: at most what a pipe takes in one piece.",
            settings.workers() == 1 ? "16k" : "4k",
            fields(settings.logging()),
            settings.inspection().isPresent() ? "inspection" : "status",
            settings.inspection().isPresent() ? INSPECTED : "");
  }

  private static String sample(int oneIn) {
    return oneIn == 1
        ? "    100% 1;\n"
        : "    %d.%02d%% 1;\n".formatted(100 / oneIn, 10_000 / oneIn % 100);
  }

  private static String fields(Logging logging) {
    return logging.fields().stream()
        .map(field -> "    '" + field.format())
        .collect(Collectors.joining(",'\n", "", "'\n"));
  }
}
