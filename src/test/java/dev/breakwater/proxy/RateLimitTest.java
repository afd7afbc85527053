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
}
