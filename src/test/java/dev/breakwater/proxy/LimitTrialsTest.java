package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_MINUTE;
import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a limit would have done; that nginx does the same is {@code ReplayedLogTest}'s. */
final class LimitTrialsTest {
  private static final List<RateLimit> LIMITS =
      List.of(
          RateLimit.perClient(1, PER_MINUTE),
          RateLimit.perClient(7, PER_MINUTE).burst(3),
          RateLimit.perClient(1, PER_SECOND).burst(5),
          RateLimit.perClient(20, PER_SECOND).burst(5),
          RateLimit.perClient(20, PER_SECOND).burst(50),
          RateLimit.perClient(500, PER_SECOND).burst(500));

  private record Arrival(int client, long millisecond) {}

  /** Quiet hours, pages with what belongs to them, and floods. */
  private static List<Arrival> arrivals(long seed) {
    Random random = new Random(seed);
    List<Arrival> arrivals = new ArrayList<>();
    for (int client = 0; client < 40; client++) {
      long time = random.nextInt(100_000);
      for (int visit = 0; visit < 8; visit++) {
        int requests = 1 + random.nextInt(random.nextInt(8) == 0 ? 300 : 25);
        for (int i = 0; i < requests; i++) {
          arrivals.add(new Arrival(client, time + random.nextInt(1500)));
        }
        time += random.nextInt(4) == 0 ? random.nextInt(7_200_000) : random.nextInt(5_000);
      }
    }
    arrivals.sort((one, other) -> Long.compare(one.millisecond, other.millisecond));
    return arrivals;
  }

  /** nginx's C, as it stands there, for one limit, without forgetting anybody. */
  private static LimitTrials.Outcome asInTheSource(RateLimit limit, List<Arrival> arrivals) {
    Map<Integer, long[]> nodes = new HashMap<>();
    Set<Integer> touched = new HashSet<>();
    long refused = 0;
    for (Arrival arrival : arrivals) {
      long[] node = nodes.get(arrival.client);
      if (node == null) {
        nodes.put(arrival.client, new long[] {0, arrival.millisecond});
        continue;
      }
      long ms = arrival.millisecond - node[1];
      long excess = node[0] - limit.thousandths() * ms / 1000 + 1000;
      if (excess < 0) {
        excess = 0;
      }
      if (excess > limit.burst() * 1000L) {
        refused++;
        touched.add(arrival.client);
        continue;
      }
      node[0] = excess;
      if (ms != 0) {
        node[1] = arrival.millisecond;
      }
    }
    return new LimitTrials.Outcome(limit, touched.size(), refused);
  }

  private static LimitTrials replayed(List<RateLimit> limits, List<Arrival> arrivals) {
    LimitTrials trials = new LimitTrials(limits);
    arrivals.forEach(arrival -> trials.request(arrival.client, arrival.millisecond, 1));
    return trials;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void countsAsTheSourceOfNginxThoughItForgetsWhoIsQuiet(long seed) {
    List<Arrival> arrivals = arrivals(seed);
    LimitTrials trials = replayed(LIMITS, arrivals);

    assertThat(trials.outcomes())
        .containsExactlyElementsOf(
            LIMITS.stream().map(limit -> asInTheSource(limit, arrivals)).toList());
    assertThat(trials.clients()).isEqualTo(40);
    assertThat(trials.requests()).isEqualTo(arrivals.size());
    assertThat(trials.outcomes().get(3).requestsRefused()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"20, 0, 1", "20, 5, 6", "500, 500, 501"})
  void admitsTheBurstAndOneOfAFlood(int rate, int burst, int admitted) {
    LimitTrials trials =
        new LimitTrials(List.of(RateLimit.perClient(rate, PER_SECOND).burst(burst)));
    for (int i = 0; i < 1000; i++) {
      trials.request(1, 5_000, 1);
    }
    assertThat(1000 - trials.outcomes().get(0).requestsRefused()).isEqualTo(admitted);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void touchesNoMoreClientsWithAWiderLimit(long seed) {
    List<RateLimit> wider = new ArrayList<>();
    for (int rate : List.of(1, 5, 20, 100)) {
      for (int burst : List.of(0, 5, 20, 100)) {
        wider.add(RateLimit.perClient(rate, PER_SECOND).burst(burst));
      }
    }
    List<LimitTrials.Outcome> outcomes = replayed(wider, arrivals(seed)).outcomes();
    for (LimitTrials.Outcome one : outcomes) {
      for (LimitTrials.Outcome other : outcomes) {
        if (one.limit().rate() <= other.limit().rate()
            && one.limit().burst() <= other.limit().burst()) {
          assertThat(other.clientsTouched()).isLessThanOrEqualTo(one.clientsTouched());
        }
      }
    }
  }

  @Test
  void dependsOnTheOrderWhichTheReaderRestores() {
    List<Arrival> arrivals = arrivals(1);
    List<LimitTrials.Outcome> right = replayed(LIMITS, arrivals).outcomes();
    Collections.shuffle(arrivals, new Random(1));
    assertThat(replayed(LIMITS, arrivals).outcomes()).isNotEqualTo(right);
  }

  @Test
  void countsASampleAsWhatItStandsForAndFillsTheBucketOnce() {
    LimitTrials trials = new LimitTrials(List.of(RateLimit.perClient(1, PER_SECOND).burst(1)));
    trials.request(1, 0, 1);
    trials.request(1, 0, 1);
    trials.request(1, 0, 100);
    trials.request(1, 1_000, 1);

    assertThat(trials.requests()).isEqualTo(103);
    assertThat(trials.outcomes().get(0).requestsRefused()).isEqualTo(100);
    assertThat(trials.outcomes().get(0).clientsTouched()).isEqualTo(1);
  }

  @Test
  void triesSixtyFourLimitsAtMost() {
    List<RateLimit> many = Collections.nCopies(65, RateLimit.perClient(1, PER_SECOND));
    assertThatThrownBy(() -> new LimitTrials(many))
        .hasMessage("limits to try must be 1 to 64, got 65");
    assertThatThrownBy(() -> new LimitTrials(List.of()))
        .hasMessage("limits to try must be 1 to 64, got 0");
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, ::ffff:198.51.100.1",
    "198.51.100.1, ::ffff:c633:6401",
    "2001:db8::1, 2001:db8:0:0:ffff:ffff:ffff:ffff",
    "2001:DB8::1, 2001:db8::2",
  })
  void takesTheseForOneClient(String one, String other) {
    assertThat(ClientKey.of(one)).isPresent().isEqualTo(ClientKey.of(other));
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, 198.51.100.2",
    "2001:db8::1, 2001:db8:0:1::1",
    "0.0.0.0, ::",
    "0.0.0.1, ::1",
    "1.2.3.4, 0:0:102:304::"
  })
  void takesTheseForTwo(String one, String other) {
    assertThat(ClientKey.of(one)).isPresent().isNotEqualTo(ClientKey.of(other));
    assertThat(ClientKey.of(other)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "unix:", "localhost", "abc", "1.2", "1234", "256.1.1.1", ":", "1.2.3.4:80"})
  void takesTheseForNobodyAndAsksNoNameServer(String word) {
    assertThat(ClientKey.of(word)).isEmpty();
  }
}
