package dev.breakwater.proxy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a request may look like. What no application should have to read is refused without being
 * asked for.
 *
 * @param methods the methods that are allowed, at most 16; all that nginx itself takes by default.
 *     Others get 405.
 * @param hosts the names that clients may ask for, at most 64, each a host name in lower case, or
 *     one with {@code *.} before it for all below it; every name by default. Others get 421; the
 *     load balancer's own probe, which asks for the task's address, does not.
 * @param maxBodyKibibytes the largest request body in KiB, 1 to 1048576 (1 GiB), 1024 by default
 * @param headerBuffers how many large buffers one request's header may fill, 1 to 16, 4 by default
 * @param headerKibibytes the size of each in KiB, the longest request line and header field, 1 to
 *     64, 8 by default
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.20">421 Misdirected Request</a>
 */
public record Strictness(
    List<String> methods,
    List<String> hosts,
    int maxBodyKibibytes,
    int headerBuffers,
    int headerKibibytes) {
  private static final Pattern METHOD = Pattern.compile("(?!CONNECT\\z|TRACE\\z)[A-Z]{1,16}");
  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}\\z)(?:\\*\\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*"
              + "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /** Refuses what is outside its range, and what is given twice. */
  public Strictness {
    methods = List.copyOf(methods);
    Wanted.between("allowed methods", methods.size(), 0, 16, "");
    methods.forEach(
        method ->
            Wanted.matching(
                "allowed method",
                method,
                METHOD,
                "1 to 16 capital letters, and neither CONNECT nor TRACE"));
    Wanted.distinct("allowed methods", methods);
    hosts = List.copyOf(hosts);
    Wanted.between("allowed hosts", hosts.size(), 0, 64, "");
    hosts.forEach(
        host ->
            Wanted.matching(
                "allowed host",
                host,
                HOST,
                "a host name in lower case without a port, with or without *. before it"));
    Wanted.distinct("allowed hosts", hosts);
    Wanted.between("largest body", maxBodyKibibytes, 1, 1_048_576, " KiB");
    Wanted.between("header buffers", headerBuffers, 1, 16, "");
    Wanted.between("header buffer", headerKibibytes, 1, 64, " KiB");
  }
}
