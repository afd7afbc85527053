package dev.breakwater.proxy;

import java.util.regex.Pattern;

/** Where the proxy finds the application. */
public sealed interface Upstream {

  /**
   * An address and a port.
   *
   * @param host an IPv4 address or a host name of 1 to 63 letters, digits, hyphens, underscores and
   *     dots. nginx looks a name up once, when it starts.
   * @param port 1 to 65535
   */
  record Tcp(String host, int port) implements Upstream {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** Refuses what is no host name and no port. */
    public Tcp {
      Wanted.matching(
          "upstream host", host, HOST, "1 to 63 letters, digits, hyphens, underscores and dots");
      Wanted.between("upstream port", port, 1, 65_535, "");
    }

    /** Whether the host is a name that must be looked up. */
    boolean isNamed() {
      return !host.matches("[0-9.]+");
    }
  }

  /**
   * A Unix socket on a volume that both containers mount.
   *
   * @param path an absolute path of at most 100 letters, digits, hyphens, underscores, dots and
   *     slashes (the kernel takes 107 bytes)
   */
  record UnixSocket(String path) implements Upstream {
    private static final Pattern PATH =
        Pattern.compile("(?=.{2,100}$)(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+");

    /** Refuses what is no absolute path. */
    public UnixSocket {
      Wanted.matching(
          "upstream socket",
          path,
          PATH,
          "an absolute path of at most 100 letters, digits, hyphens, underscores and dots");
    }
  }

  /**
   * The application in the proxy's own network namespace (awsvpc): {@code 127.0.0.1}.
   *
   * @param port 1 to 65535
   */
  static Upstream loopback(int port) {
    return new Tcp("127.0.0.1", port);
  }

  /**
   * The application under another name, such as the alias of a bridge link.
   *
   * @param host an IPv4 address or a host name
   * @param port 1 to 65535
   */
  static Upstream tcp(String host, int port) {
    return new Tcp(host, port);
  }

  /**
   * The application behind a Unix socket.
   *
   * @param path the absolute path of the socket, at most 100 characters
   */
  static Upstream unixSocket(String path) {
    return new UnixSocket(path);
  }
}
