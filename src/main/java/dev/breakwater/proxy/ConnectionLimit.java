package dev.breakwater.proxy;

/**
 * How many requests of one client may be in flight at a time, as nginx's {@code limit_conn} counts
 * them: a connection counts while a request on it is served, from the end of its header to the end
 * of the answer; each request of a multiplexed connection counts by itself; an idle connection does
 * not. One more gets 429. Each task counts for itself.
 *
 * @param connections 1 to 8192
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_limit_conn_module.html">limit_conn</a>
 */
public record ConnectionLimit(int connections) {
  /** The most, what a worker has in all. */
  public static final int MAX_CONNECTIONS = 8192;

  /** Refuses a number outside its range. */
  public ConnectionLimit {
    Wanted.between("connection limit", connections, 1, MAX_CONNECTIONS, "");
  }

  /**
   * A limit for each client: an IPv4 address or an IPv6 /64.
   *
   * @param connections requests in flight, 1 to 8192
   */
  public static ConnectionLimit perClient(int connections) {
    return new ConnectionLimit(connections);
  }
}
