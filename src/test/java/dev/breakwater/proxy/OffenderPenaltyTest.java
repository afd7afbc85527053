package dev.breakwater.proxy;

import static dev.breakwater.proxy.RateLimit.Period.PER_MINUTE;
import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.RunningTask;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic, and that nginx does what it says. */
final class OffenderPenaltyTest {

  @ParameterizedTest
  @CsvSource({
    "50,PER_SECOND,10",
    "51,PER_SECOND,11",
    "1,PER_SECOND,1",
    "5,PER_SECOND,1",
    "6,PER_SECOND,2",
    "100,PER_SECOND,20",
    "10000,PER_SECOND,20",
    "5,PER_MINUTE,1",
    "600,PER_MINUTE,2"
  })
  void costsAFifthOfASecondWithinItsLimits(int rate, RateLimit.Period period, int requests) {
    assertThat(OffenderPenalty.standard().requests(RateLimit.perClient(rate, period)))
        .isEqualTo(requests);
  }

  @ParameterizedTest
  @CsvSource({
    "50,PER_SECOND,20,60,3020",
    "50,PER_SECOND,0,1,50",
    "5,PER_MINUTE,3,60,8",
    "5,PER_MINUTE,0,1,1",
    "10000,PER_SECOND,10000,3600,36010000"
  })
  void lastsAsLongAsItSaysAtMost(
      int rate, RateLimit.Period period, int burst, int seconds, int debt) {
    OffenderPenalty penalty = new OffenderPenalty(10, 20, Duration.ofSeconds(seconds));
    assertThat(penalty.debt(RateLimit.perClient(rate, period).burst(burst))).isEqualTo(debt);
  }

  @Test
  void refusesWhatIsOutsideItsRange() {
    Duration minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> new OffenderPenalty(0, 20, minute))
        .hasMessage("free offences must be 1 to 600 a minute, got 0");
    assertThatThrownBy(() -> new OffenderPenalty(10, -1, minute))
        .hasMessage("free offences at once must be 0 to 1000, got -1");
    assertThatThrownBy(() -> new OffenderPenalty(10, 20, Duration.ZERO))
        .hasMessage("longest penalty must be 1 to 3600 whole seconds, got PT0S");
  }

  /**
   * Two a second, and five at once: an offence costs one request, and whatever the machine's load
   * is, sixty offences come faster than they are worked off.
   */
  @Nested
  @Tag("docker")
  @org.junit.jupiter.api.TestInstance(org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS)
  class InARunningTask {
    /** The engine's own network: who comes through a published port shows as its gateway. */
    private static final String ENGINE = "172.16.0.0/12";

    private static final int FREE = 21;

    private RunningTask standard;
    private RunningTask free;

    @BeforeAll
    void start() {
      RateLimit slow = RateLimit.perClient(20, PER_MINUTE).burst(5);
      ProxySettings.Builder settings =
          ProxySettings.builder(Upstream.loopback(8081)).trust(ENGINE).rateLimit(slow);
      standard = RunningTask.start(settings.logOneInRefused(1).build());
      free =
          RunningTask.start(
              settings.requestFilter(RequestFilter.builder().withoutPenalty().build()).build());
    }

    @AfterAll
    void stop() {
      standard.close();
      free.close();
    }

    private static List<Integer> statuses(
        RunningTask task, String client, String path, int requests) throws IOException {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        statuses.add(task.get(path, "X-Forwarded-For", client).statusCode());
      }
      return statuses;
    }

    @Test
    void anOffenderIsRefusedWhatItWasAllowed() throws IOException {
      String offender = "198.51.100.1";
      assertThat(statuses(standard, offender, "/.git/config", FREE)).containsOnly(404);
      assertThat(statuses(standard, offender, "/.git/config", 15)).contains(429);
      assertThat(statuses(standard, offender, "/api", 3)).containsOnly(429);
      // Others are not touched.
      assertThat(statuses(standard, "198.51.100.2", "/api", 6)).containsOnly(200);
    }

    @Test
    void itsTwinIsNotWithoutAPenalty() throws IOException {
      String offender = "198.51.100.1";
      assertThat(statuses(free, offender, "/.git/config", FREE + 15)).containsOnly(404);
      assertThat(statuses(free, offender, "/api", 6)).containsOnly(200);
    }

    @Test
    void anOrdinaryClientWithAFewRefusalsIsUntouched() throws IOException {
      String client = "198.51.100.3";
      assertThat(statuses(standard, client, "/.well-known/nothing", 1)).containsOnly(404);
      assertThat(statuses(standard, client, "/.env", 10)).containsOnly(404);
      assertThat(statuses(standard, client, "/api", 5)).containsOnly(200);
    }

    @Test
    void whatTheApplicationDoesNotFindIsNoOffence() throws IOException {
      RateLimit plenty = RateLimit.perClient(RateLimit.MAX_RATE, PER_SECOND).burst(10_000);
      try (RunningTask task =
          RunningTask.start(
              ProxySettings.builder(Upstream.loopback(8081)).rateLimit(plenty).build())) {
        assertThat(statuses(task, "", "/nothing", 100)).containsOnly(404);
        assertThat(statuses(task, "", "/api", 10)).containsOnly(200);
      }
    }

    @Test
    void anIpv6NetworkIsOneOffender() throws IOException {
      for (int host = 1; host <= FREE + 15; host++) {
        statuses(standard, "2001:db8::" + host, "/.git/config", 1);
      }
      assertThat(statuses(standard, "2001:db8::ffff", "/api", 1)).containsOnly(429);
      assertThat(statuses(standard, "2001:db8:0:1::1", "/api", 1)).containsOnly(200);
    }

    @Test
    void anOffenderIsForgivenAfterTheLongestPenalty() throws Exception {
      RateLimit limit = RateLimit.perClient(20, PER_SECOND).burst(5);
      RequestFilter strict =
          RequestFilter.builder().penalty(new OffenderPenalty(1, 0, Duration.ofSeconds(2))).build();
      try (RunningTask task =
          RunningTask.start(
              ProxySettings.builder(Upstream.loopback(8081))
                  .rateLimit(limit)
                  .requestFilter(strict)
                  .build())) {
        statuses(task, "", "/.git/config", 100);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (task.get("/api").statusCode() != 200) {
          assertThat(System.nanoTime()).isLessThan(end);
        }
      }
    }

    @Test
    void anOffenderPaysWithABodyToo() throws IOException {
      String request =
          "POST /.env HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.100.5\r\nContent-Length: 3\r\n"
              + "Connection: close\r\n\r\nx=1";
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < FREE + 15; i++) {
        answers.add(standard.exchange(request).substring(0, 12));
      }
      assertThat(answers.subList(0, FREE)).containsOnly("HTTP/1.1 404");
      assertThat(answers).endsWith("HTTP/1.1 429");
      assertThat(statuses(standard, "198.51.100.5", "/api", 1)).containsOnly(429);
    }
  }
}
