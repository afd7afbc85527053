package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_MINUTE;
import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RateLimitTest {

  @Test
  void readsAsItIsSaid() {
    RateLimit limit = RateLimit.perClient(50, PER_SECOND).burst(20);

    assertThat(limit.nginxRate()).isEqualTo("50r/s");
    assertThat(limit.burst()).isEqualTo(20);
  }

  @Test
  void hasNoBurstUnlessAsked() {
    assertThat(RateLimit.perClient(5, PER_MINUTE).burst()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001, Integer.MAX_VALUE})
  void refusesARateOutsideItsRange(int rate) {
    assertThatThrownBy(() -> RateLimit.perClient(rate, PER_SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate must be 1 to 10000 per second, got " + rate);
    assertThatThrownBy(() -> RateLimit.perClient(rate, PER_MINUTE))
        .hasMessage("rate must be 1 to 10000 per minute, got " + rate);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10_001})
  void refusesABurstOutsideItsRange(int burst) {
    assertThatThrownBy(() -> RateLimit.perClient(1, PER_SECOND).burst(burst))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("burst must be 0 to 10000 requests, got " + burst);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10_000})
  void takesTheEndsOfTheRange(int most) {
    assertThat(RateLimit.perClient(most, PER_SECOND).burst(most).rate()).isEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({
    "50,PER_SECOND,1",
    "1,PER_SECOND,1",
    "5,PER_MINUTE,12",
    "7,PER_MINUTE,9",
    "600,PER_MINUTE,1"
  })
  void saysAfterHowManySecondsOneMoreIsAdmitted(int rate, RateLimit.Period period, int seconds) {
    assertThat(RateLimit.perClient(rate, period).retryAfterSeconds()).isEqualTo(seconds);
  }

  /** Rate, period and burst of one task's share. */
  @ParameterizedTest
  @CsvSource({
    "50,PER_SECOND,20,1,50r/s,20",
    "50,PER_SECOND,20,2,25r/s,10",
    "50,PER_SECOND,20,4,750r/m,5",
    "50,PER_SECOND,20,3,1000r/m,6",
    "1,PER_SECOND,0,60,1r/m,0",
    "1,PER_SECOND,3,2,30r/m,1",
    "100,PER_MINUTE,7,3,33r/m,2",
    "10000,PER_SECOND,10000,3,3333r/s,3333",
    "10000,PER_SECOND,10000,5000,2r/s,2",
    "5,PER_MINUTE,3,5,1r/m,0"
  })
  void isDividedAmongTasks(
      int rate, RateLimit.Period period, int burst, int tasks, String nginxRate, int share) {
    RateLimit divided = RateLimit.perClient(rate, period).burst(burst).acrossTasks(tasks);

    assertThat(divided.nginxRate()).isEqualTo(nginxRate);
    assertThat(divided.burst()).isEqualTo(share);
  }

  /** Whatever is divided: the tasks together never admit more than was wanted. */
  @Test
  void isNeverMoreThanWhatWasDivided() {
    for (RateLimit.Period period : RateLimit.Period.values()) {
      for (int rate = 1; rate <= RateLimit.MAX_RATE; rate += 7) {
        for (int tasks = 1; tasks <= 100; tasks += 3) {
          RateLimit limit = RateLimit.perClient(rate, period).burst(rate % 50);
          if (perMinute(limit) >= tasks) {
            RateLimit share = limit.acrossTasks(tasks);
            assertThat(perMinute(share) * tasks).isLessThanOrEqualTo(perMinute(limit));
            assertThat(share.burst() * tasks).isLessThanOrEqualTo(limit.burst());
          }
        }
      }
    }
  }

  private static int perMinute(RateLimit limit) {
    return limit.period() == PER_SECOND ? limit.rate() * 60 : limit.rate();
  }

  @Test
  void cannotBeDividedBelowOneAMinute() {
    assertThatThrownBy(() -> RateLimit.perClient(5, PER_MINUTE).acrossTasks(6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "rate across 6 tasks must be at least 1 per minute for each, got 5 per minute for all");
    assertThatThrownBy(() -> RateLimit.perClient(5, PER_MINUTE).acrossTasks(0))
        .hasMessage("tasks must be 1 to 5000, got 0");
  }
}
