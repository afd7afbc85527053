package dev.breakwater.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests that came in, replayed through limits that were not in force: what would each have
 * refused? It counts as nginx's {@code limit_req} with {@code nodelay} does: thousandths of a
 * request, milliseconds, rounded down at each step; a refused request fills no bucket.
 *
 * <p>A client whose buckets are all empty again is forgotten but for what it was refused, so memory
 * grows with the clients (about 0.1 kB each, and 1 kB while one is busy), not with the requests.
 *
 * @see <a
 *     href="https://github.com/nginx/nginx/blob/release-1.22.1/src/http/modules/ngx_http_limit_req_module.c">
 *     ngx_http_limit_req_lookup</a>
 */
public final class LimitTrials {
  private static final int MOST_LIMITS = Long.SIZE;

  private final List<RateLimit> limits;
  private final long[] rates;
  private final long[] bursts;
  private final long[] refused;
  private final long[] touched;
  private final Map<Long, Long> refusals = new HashMap<>();
  private final Map<Long, Buckets> busy;
  private long now;
  private long requests;

  /** One client's fill levels, and by which limits it was refused. */
  private static final class Buckets {
    private final long[] excess;
    private final long[] last;
    private long refusedBy;

    Buckets(int limits, long refusedBy) {
      excess = new long[limits];
      last = new long[limits];
      this.refusedBy = refusedBy;
    }
  }

  /**
   * What one limit would have done.
   *
   * @param limit the limit
   * @param clientsTouched clients with at least one refused request
   * @param requestsRefused requests, each counted with its weight
   */
  public record Outcome(RateLimit limit, long clientsTouched, long requestsRefused) {}

  /**
   * Nothing replayed yet.
   *
   * @param limits 1 to 64 of them
   * @throws IllegalArgumentException for more or none
   */
  public LimitTrials(List<RateLimit> limits) {
    Wanted.between("limits to try", limits.size(), 1, MOST_LIMITS, "");
    this.limits = List.copyOf(limits);
    rates = limits.stream().mapToLong(RateLimit::thousandths).toArray();
    bursts = limits.stream().mapToLong(limit -> limit.burst() * 1000L).toArray();
    refused = new long[limits.size()];
    touched = new long[limits.size()];
    long drained = 0;
    for (int i = 0; i < rates.length; i++) {
      drained = Math.max(drained, (bursts[i] + 1000) * 1000 / rates[i] + 1);
    }
    busy = forgetting(drained);
  }

  /** By the last use, so that the eldest is who has been quiet for longest. */
  private Map<Long, Buckets> forgetting(long drained) {
    return new LinkedHashMap<>(1024, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, Buckets> eldest) {
        long lastSeen = 0;
        for (long last : eldest.getValue().last) {
          lastSeen = Math.max(lastSeen, last);
        }
        if (now - lastSeen <= drained) {
          return false;
        }
        refusals.put(eldest.getKey(), eldest.getValue().refusedBy);
        return true;
      }
    };
  }

  /**
   * Replays one request. Requests come in the order of their times; an earlier one counts as though
   * no time had passed.
   *
   * @param client a key such as {@link ClientKey}'s
   * @param millisecond when it came in, since any fixed moment
   * @param weight how many requests it stands for, at least 1; it fills a bucket by one
   */
  public void request(long client, long millisecond, int weight) {
    now = Math.max(now, millisecond);
    requests += weight;
    Buckets buckets = busy.get(client);
    if (buckets == null) {
      buckets = new Buckets(rates.length, refusals.computeIfAbsent(client, any -> 0L));
      Arrays.fill(buckets.last, millisecond);
      busy.put(client, buckets);
      return;
    }
    long before = buckets.refusedBy;
    for (int i = 0; i < rates.length; i++) {
      if (!admits(i, buckets, millisecond)) {
        refused[i] += weight;
        buckets.refusedBy |= 1L << i;
      }
    }
    count(buckets.refusedBy & ~before);
  }

  private boolean admits(int i, Buckets buckets, long millisecond) {
    long passed = Math.max(0, millisecond - buckets.last[i]);
    long excess = Math.max(0, buckets.excess[i] - rates[i] * passed / 1000 + 1000);
    if (excess > bursts[i]) {
      return false;
    }
    buckets.excess[i] = excess;
    buckets.last[i] += passed;
    return true;
  }

  private void count(long newlyRefusing) {
    for (long rest = newlyRefusing; rest != 0; rest &= rest - 1) {
      touched[Long.numberOfTrailingZeros(rest)]++;
    }
  }

  /** Different clients so far. */
  public long clients() {
    return refusals.size();
  }

  /** Requests so far, each with its weight. */
  public long requests() {
    return requests;
  }

  /** What each limit would have done so far, in the order in which they were given. */
  public List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < rates.length; i++) {
      outcomes.add(new Outcome(limits.get(i), touched[i], refused[i]));
    }
    return outcomes;
  }
}
