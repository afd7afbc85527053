package dev.breakwater.proxy;

/** The fields of a line of the access log, in their order. None holds more than 256 characters. */
public enum LogField {
  /** When the request ended, ISO 8601 with the zone; always written. */
  TIME("time", "\"$time_iso8601\""),
  /** The same as seconds since 1970, with milliseconds. */
  MSEC("msec", "$msec"),
  /** The proxy's own number of the request, which the application and the client get too. */
  REQUEST_ID("requestId", "\"$request_id\""),
  /** The client's address, as the limits count it before IPv6 is cut to its /64. */
  CLIENT("client", "\"$remote_addr\""),
  /** Who connected: the load balancer's address, or the client's own. */
  PEER("peer", "\"$realip_remote_addr\""),
  /** The method, at most 16 characters. */
  METHOD("method", "\"$logged_method\""),
  /** The path without query string and path parameters, at most 256 characters. */
  PATH("path", "\"$logged_path\""),
  /** The protocol, such as {@code HTTP/1.1}. */
  PROTOCOL("protocol", "\"$server_protocol\""),
  /** The status; always written. */
  STATUS("status", "$logged_status"),
  /** Bytes sent to the client, header included. */
  BYTES("bytes", "$bytes_sent"),
  /** Seconds from the request's first byte to the answer's last. */
  SECONDS("seconds", "$request_time"),
  /** The application's own status. */
  UPSTREAM_STATUS("upstreamStatus", "\"$application_status\""),
  /** Seconds that the application took, the last attempt's; null where it was not asked. */
  UPSTREAM_SECONDS("upstreamSeconds", "$upstream_seconds"),
  /** What the connection limit said, in the words of the next. */
  CONNECTION_LIMIT("connectionLimit", "\"$limit_conn_status\""),
  /** What the rate limits said: {@code PASSED}, {@code REJECTED}, {@code REJECTED_DRY_RUN}. */
  LIMIT("limit", "\"$limit_req_status\""),
  /**
   * Why the proxy refused the request: {@code rate}, {@code connections}, {@code probe}, {@code
   * traversal}, {@code malformed}, {@code method}, {@code host}, {@code network}, {@code agent},
   * {@code path}, {@code type}, {@code query}, {@code size} or {@code timeout}; empty where it did
   * not.
   */
  CLASS("class", "\"$class\""),
  /** How many requests the line stands for; always written. */
  STANDS_FOR("standsFor", "$stands_for"),
  /** The User-Agent, at most 128 characters. */
  AGENT("agent", "\"$logged_agent\"");

  private final String key;
  private final String value;

  LogField(String key, String value) {
    this.key = key;
    this.value = value;
  }

  /** The field as nginx's {@code log_format} has it. */
  String format() {
    return '"' + key + "\":" + value;
  }
}
