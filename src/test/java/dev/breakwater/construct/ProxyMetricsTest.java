package dev.breakwater.construct;

import static dev.breakwater.proxy.RateLimit.Period.PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.RunningTask;
import dev.breakwater.Shell;
import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.RateLimit;
import dev.breakwater.proxy.Upstream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The metric filters of the template on lines of the real proxy. No emulator at hand runs JSON
 * patterns (moto lets every event match), so {@link LogPattern} does, as the documentation has it.
 */
@Tag("cdk")
@Tag("docker")
class ProxyMetricsTest {
  private static final String ENGINE = "172.16.0.0/12";
  private static final int BURST = 3;
  private static final Map<String, JsonNode> FILTERS = new HashMap<>();
  private static final List<JsonNode> LINES = new ArrayList<>();

  @BeforeAll
  static void load() throws Exception {
    Synthesis synthesis = new Synthesis();
    synthesis.service("Measured", web -> web.monitoring(ProxyMonitoring.builder().build()));
    synthesis.synthesize();
    for (JsonNode filter : synthesis.resources("Measured", "AWS::Logs::MetricFilter")) {
      FILTERS.put(filter.at("/MetricTransformations/0/MetricName").asText(), filter);
    }
    ProxySettings settings =
        ProxySettings.builder(Upstream.loopback(8081))
            .trust(ENGINE)
            .rateLimit(RateLimit.perClient(1, PER_MINUTE).burst(BURST))
            .logOneInRefused(1)
            .build();
    try (RunningTask task = RunningTask.start(settings)) {
      for (int i = 0; i < BURST + 1; i++) {
        assertThat(task.get("/api", "X-Forwarded-For", "198.51.100.1").statusCode()).isEqualTo(200);
      }
      for (int i = 0; i < 5; i++) {
        assertThat(task.get("/api", "X-Forwarded-For", "198.51.100.1").statusCode()).isEqualTo(429);
      }
      // Nobody's name, and the application gone.
      task.exchange("GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n");
      Shell.run("docker", "stop", task.application()).orThrow();
      assertThat(task.get("/api", "X-Forwarded-For", "198.51.100.2").statusCode()).isEqualTo(503);
      Shell.run("docker", "stop", task.proxy()).orThrow();
      for (String line : RunningTask.log(task.proxy())) {
        LINES.add(new ObjectMapper().readTree(line));
      }
    }
  }

  /** What CloudWatch would add up, by the documentation. */
  private static double sum(String metric) {
    return LINES.stream()
        .filter(line -> LogPattern.matches(pattern(metric), line))
        .mapToDouble(line -> value(metric, line))
        .sum();
  }

  private static String pattern(String metric) {
    return FILTERS.get(metric).get("FilterPattern").asText();
  }

  private static double value(String metric, JsonNode line) {
    String field = FILTERS.get(metric).at("/MetricTransformations/0/MetricValue").asText();
    JsonNode value = line.path(field.substring("$.".length()));
    assertThat(value.isNumber()).as("%s in %s", field, line).isTrue();
    return value.asDouble();
  }

  @Test
  void countWhatTheClientSawByTheDocumentedGrammarWhichNoEmulatorRuns() {
    assertThat(LINES).hasSize(BURST + 1 + 5 + 1 + 1);
    assertThat(sum("Requests")).isEqualTo(LINES.size());
    assertThat(sum("Refused")).isEqualTo(5);
    assertThat(sum("ServerErrors")).isEqualTo(1);
    assertThat(LINES)
        .filteredOn(line -> LogPattern.matches(pattern("Refusals"), line))
        .extracting(line -> line.get("class").asText())
        .containsOnly("rate", "malformed")
        .hasSize(6);
  }

  @Test
  void measureOnlyWhatTheApplicationWasAsked() {
    assertThat(LINES)
        .filteredOn(line -> LogPattern.matches(pattern("Seconds"), line))
        .extracting(line -> line.get("status").asInt())
        .contains(200)
        .doesNotContain(429, 400);
    LINES.stream()
        .filter(line -> LogPattern.matches(pattern("Seconds"), line))
        .forEach(line -> assertThat(value("Seconds", line)).isNotNegative());
  }

  @Test
  void wouldMissASampleThatIsNotCountedAsWhatItStandsFor() {
    JsonNode sample =
        json("{\"status\":429,\"class\":\"rate\",\"standsFor\":100,\"upstreamSeconds\":null}");
    LINES.add(sample);
    try {
      assertThat(sum("Refused")).isEqualTo(105);
      assertThat(LogPattern.matches(pattern("Seconds"), sample)).isFalse();
    } finally {
      LINES.remove(sample);
    }
  }

  @Test
  void thePatternsAreReadAsTheDocumentationSays() {
    JsonNode line = json("{\"status\":429,\"text\":\"429\",\"class\":\"rate\",\"none\":null}");
    assertThat(LogPattern.matches("{ $.status = 429 }", line)).isTrue();
    assertThat(LogPattern.matches("{ $.text = 429 }", line)).isFalse();
    assertThat(LogPattern.matches("{ $.none >= 0 }", line)).isFalse();
    assertThat(LogPattern.matches("{ $.missing >= 0 }", line)).isFalse();
    assertThat(
            LogPattern.matches("{ $.class = \"probe\" || $.status = 429 && $.text = \"x\" }", line))
        .isFalse();
    assertThat(
            LogPattern.matches("{ ($.class = \"rate\" || $.status = 1) && $.status > 428 }", line))
        .isTrue();
    for (String wrong : List.of("$.status = 429", "{ $.status ~ 1 }", "{ ($.status = 1 }")) {
      assertThatThrownBy(() -> LogPattern.matches(wrong, line))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
