package dev.breakwater.source;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Several logs as one, in the order in which requests came in. A log has its lines in the order in
 * which requests were over; one that took longer than a minute comes out late, behind others that
 * came in after it. So memory grows with the requests of a minute, not with those of a day.
 */
public final class RequestLogs {
  /** Longer than the proxy waits for an application by default. */
  private static final long WINDOW_MILLIS = 60_000;

  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparingLong((Head head) -> head.next.loggedAt()));
  private final PriorityQueue<LoggedRequest> waiting =
      new PriorityQueue<>(Comparator.comparingLong(LoggedRequest::arrivedAt));

  private record Head(LoggedRequest next, RequestLog log) {}

  /** Logs that are read together, in any order. */
  public RequestLogs(List<RequestLog> logs) {
    logs.forEach(this::advance);
  }

  private void advance(RequestLog log) {
    log.next().ifPresent(next -> heads.add(new Head(next, log)));
  }

  /** The next request; empty behind the last. */
  public Optional<LoggedRequest> next() {
    while (!heads.isEmpty() && !isNextKnown()) {
      Head head = heads.remove();
      waiting.add(head.next);
      advance(head.log);
    }
    return Optional.ofNullable(waiting.poll());
  }

  private boolean isNextKnown() {
    return !waiting.isEmpty()
        && waiting.element().arrivedAt() + WINDOW_MILLIS <= heads.element().next.loggedAt();
  }
}
