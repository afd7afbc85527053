package dev.breakwater.proxy;

import java.util.Objects;

/**
 * A limit of its own for a part of the paths. It comes on top of the general one: a request is
 * counted by every limit whose path it has, must be admitted by all of them, and is counted by none
 * where one refuses it.
 *
 * <p>The path is compared as nginx has it: percent-decoded, with {@code .}, {@code ..} and empty
 * segments resolved, and letters of either case alike, since some applications route so.
 *
 * @param path at most 128 letters, digits and {@code . _ ~ / -}, from the first {@code /}
 * @param exact whether only the path itself is meant; otherwise all that begins with it, {@code
 *     /login} as well as {@code /login/}, {@code /login.php} and {@code /login;x}
 * @param rate what one client may send there
 */
public record PathLimit(String path, boolean exact, RateLimit rate) {
  /** Refuses a path that no request has after nginx has resolved it. */
  public PathLimit {
    Wanted.path("path of a limit", path);
    Objects.requireNonNull(rate, "rate limit is missing");
  }
}
