package dev.breakwater.proxy;

import java.time.Duration;

/**
 * What clients pay that go on asking for what is refused as a probe or a traversal. The first are
 * free: mistakes happen, and many people can share one address. Each further one is answered with
 * 429 and takes a fifth of a second's worth of the client's own {@link RateLimit}, at least one
 * request and at most {@value #MOST_REQUESTS}; what is taken beyond the burst is a debt that the
 * client works off at its rate, and nothing is admitted until then.
 *
 * @param freePerMinute refused requests a minute that cost nothing, 1 to 600; 10 by default
 * @param freeAtOnce how many of them may come at once, 0 to 1000; 20 by default
 * @param longest the longest debt: how long after its last offence a client can still be locked
 *     out, 1 to 3600 whole seconds; 60 s by default
 */
public record OffenderPenalty(int freePerMinute, int freeAtOnce, Duration longest) {

  /** The most requests that one offence costs. */
  public static final int MOST_REQUESTS = 20;

  private static final int OFFENCES_PER_SECOND = 5;

  /** Refuses what is outside its range. */
  public OffenderPenalty {
    Wanted.between("free offences", freePerMinute, 1, 600, " a minute");
    Wanted.between("free offences at once", freeAtOnce, 0, 1000, "");
    Wanted.seconds("longest penalty", longest, 1, 3600);
  }

  /** 10 a minute free, 20 at once, a minute at most. */
  public static OffenderPenalty standard() {
    return new OffenderPenalty(10, 20, Duration.ofSeconds(60));
  }

  /** Requests that one offence takes from the client's own limit. */
  int requests(RateLimit limit) {
    int perSecond = limit.requestsIn(Duration.ofSeconds(1));
    return Math.max(
        1, Math.min(MOST_REQUESTS, (perSecond + OFFENCES_PER_SECOND - 1) / OFFENCES_PER_SECOND));
  }

  /** The burst up to which offences are counted in the client's own zone. */
  int debt(RateLimit limit) {
    return limit.burst() + Math.max(requests(limit), limit.requestsIn(longest));
  }
}
