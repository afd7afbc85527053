package dev.breakwater.proxy;

import java.util.Locale;

/**
 * Why the proxy itself refused a request, as the field {@code class} of its access log says it.
 * What the application answered has none.
 */
public enum RefusalClass {
  /** A User-Agent that was denied. */
  AGENT,
  /** More connections of one client than it may have: 429. */
  CONNECTIONS,
  /** A Host that is none, or not one of those that are served. */
  HOST,
  /** What the inspection took for an attack, behind the limits. */
  INSPECTION,
  /** A request that breaks the protocol, or that two readers would read differently: 400. */
  MALFORMED,
  /** A method that is not served: 405. */
  METHOD,
  /** A network that was denied, or is not among those that are allowed. */
  NETWORK,
  /** A path that was denied. */
  PATH,
  /** A path that only scanners ask for. */
  PROBE,
  /** A query string that is longer than was allowed. */
  QUERY,
  /** More requests of one client than it may send: 429. */
  RATE,
  /** Larger than is taken: 413, 414. */
  SIZE,
  /** Slower than is waited for: 408. */
  TIMEOUT,
  /** A path that climbs out of where it began. */
  TRAVERSAL,
  /** A content type that is not taken. */
  TYPE;

  /** The word in the log. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
