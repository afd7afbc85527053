package dev.breakwater.proxy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is admitted. Each task counts for itself: N tasks behind one load balancer admit up to N
 * times as much.
 *
 * @param rate what one client may send, 50 a second with a burst of 20 by default
 * @param paths limits of their own for parts of the paths, at most 16; none by default
 * @param total what all clients together may send to this task; nothing by default, because a limit
 *     over all sheds the wrong ones: where 8,000 requests a second came from 4,000 addresses, not
 *     one of 160 requests of ordinary clients got through
 * @param connections how many requests of one client may be in flight, 256 by default
 * @param expectedClients clients remembered at a time, 1000 to 1000000, 80000 by default; nginx
 *     forgets the oldest beyond that. Each takes 128 bytes, in the general limit and in each
 *     path's.
 * @param dryRun whether requests above the limits are served all the same, and only the log says
 *     {@code REJECTED_DRY_RUN}; false by default
 */
public record Limits(
    RateLimit rate,
    List<PathLimit> paths,
    Optional<RateLimit> total,
    ConnectionLimit connections,
    int expectedClients,
    boolean dryRun) {

  /** Refuses what is outside its range, and a path given twice. */
  public Limits {
    Objects.requireNonNull(rate, "rate limit is missing");
    Objects.requireNonNull(total, "total limit is missing, or an empty one");
    Objects.requireNonNull(connections, "connection limit is missing");
    paths = List.copyOf(paths);
    Wanted.between("limits of paths", paths.size(), 0, 16, "");
    Wanted.distinct("paths of limits", paths.stream().map(Limits::place).toList());
    Wanted.between("expected clients", expectedClients, 1_000, 1_000_000, "");
  }

  private static String place(PathLimit limit) {
    return (limit.exact() ? "exactly " : "") + limit.path();
  }
}
