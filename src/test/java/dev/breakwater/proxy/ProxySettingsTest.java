package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxySettingsTest {

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        wrong(b -> b.port(0), "proxy port must be 1024 to 65535, got 0"),
        wrong(b -> b.port(80), "proxy port must be 1024 to 65535, got 80"),
        wrong(b -> b.port(70_000), "proxy port must be 1024 to 65535, got 70000"),
        wrong(
            b -> b.port(8081),
            "proxy port must differ from the application's port, got 8081 for both"),
        wrong(b -> b.expectedClients(999), "expected clients must be 1000 to 1000000, got 999"),
        wrong(b -> b.maxBodyKibibytes(0), "largest body must be 1 to 1048576 KiB, got 0"),
        wrong(
            b -> b.clientTimeout(Duration.ZERO),
            "client header timeout must be 1 to 300 whole seconds, got PT0S"),
        wrong(
            b -> b.clientTimeout(Duration.ofMillis(1500)),
            "client header timeout must be 1 to 300 whole seconds, got PT1.5S"),
        wrong(
            b -> b.keepAlive(Duration.ofHours(2)),
            "keep-alive must be 1 to 3600 whole seconds, got PT2H"),
        wrong(
            b -> b.connectTimeout(Duration.ofSeconds(76)),
            "connect timeout must be 1 to 75 whole seconds, got PT1M16S"),
        wrong(
            b -> b.readTimeout(Duration.ofSeconds(-1)),
            "read timeout must be 1 to 3600 whole seconds, got PT-1S"),
        wrong(
            b -> b.upstreamIdle(Duration.ZERO),
            "upstream idle time must be 1 to 3600 whole seconds, got PT0S"),
        wrong(
            b -> b.shutdownTimeout(Duration.ofSeconds(120)),
            "shutdown timeout must be 1 to 119 whole seconds, got PT2M"),
        wrong(b -> b.workers(17), "workers must be 1 to 16, got 17"),
        wrong(
            b -> b.healthPath("health"),
            "health path must be a path of at most 128 letters, digits and . _ ~ / - that begins"
                + " with / and has no empty or dotted segment, got \"health\""));
  }

  private static Arguments wrong(UnaryOperator<ProxySettings.Builder> change, String sentence) {
    return arguments(change, sentence);
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void refusesAWrongValueInOneSentence(
      UnaryOperator<ProxySettings.Builder> change, String sentence) {
    assertThatThrownBy(() -> change.apply(good()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void takesTheDefaults() {
    assertThat(good().build().limits().rate().nginxRate()).isEqualTo("50r/s");
  }

  /** Whatever is written into the configuration: none of these may get through any of its texts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "app;",
        "app; return 200",
        "app}\nserver{",
        "a b",
        "a\nb",
        "a\0b",
        "$host",
        "${host}",
        "\"",
        "'",
        "\\",
        "#",
        "é",
        "-app",
        "..",
        "/run/../etc/x",
        "/run/./x",
        "/a//b",
        "/a/",
        "/a;b",
        "/a b",
        "/a$b",
        "/a\nb",
        "10.0.0.0/16; daemon on"
      })
  void letsNoHostileTextThrough(String hostile) {
    assertThatThrownBy(() -> Upstream.tcp(hostile, 8080))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Upstream.unixSocket(hostile))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> good().trust(hostile)).isInstanceOf(IllegalArgumentException.class);
    if (!hostile.equals("/a/")) {
      assertThatThrownBy(() -> good().healthPath(hostile).build())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void showsAHostileTextCutAndWithoutControlCharacters() {
    assertThatThrownBy(() -> Upstream.tcp("a\n\u001b[31m" + "x".repeat(500), 1))
        .hasMessage(
            "upstream host must be 1 to 63 letters, digits, hyphens, underscores and dots, got"
                + " \"a??[31m"
                + "x".repeat(53)
                + "…\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "my_app", "127.0.0.1", "app.internal", "A-1"})
  void takesAHostName(String host) {
    assertThat(good(Upstream.tcp(host, 65_535)).build().upstream())
        .isEqualTo(new Upstream.Tcp(host, 65_535));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1/16,'a network, with no bits set behind its prefix'",
    "0.0.0.0/0,narrow enough that no client can choose its own address: a prefix of at least 8 bits",
    "::/0,narrow enough that no client can choose its own address: a prefix of at least 16 bits",
    "10.0.0.0,a CIDR such as 10.0.0.0/16 or 2600:1f18::/32",
    "10.0.0.0/33,a CIDR such as 10.0.0.0/16 or 2600:1f18::/32",
    "256.0.0.0/8,a CIDR such as 10.0.0.0/16 or 2600:1f18::/32",
    "02600:1f18::/32,a CIDR such as 10.0.0.0/16 or 2600:1f18::/32",
    "1:2:3/64,a CIDR such as 10.0.0.0/16 or 2600:1f18::/32",
    "::ffff:a00:0/104,written as IPv4 where it maps IPv4",
  })
  void refusesToTrust(String cidr, String wanted) {
    assertThatThrownBy(() -> new TrustedNetwork(cidr))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("trusted network must be " + wanted + ", got \"" + cidr + '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/8",
        "10.1.2.3/32",
        "172.31.0.0/16",
        "2600:1f18::/32",
        "fd00::/16",
        "::1/128"
      })
  void trustsANetwork(String cidr) {
    assertThat(new TrustedNetwork(cidr).cidr()).isEqualTo(cidr);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "256,1", "1024,1", "1025,2", "2048,2", "196608,16"})
  void feedsAWorkerForEachStartedVcpu(int cpuUnits, int workers) {
    assertThat(ProxySettings.workersFor(cpuUnits)).isEqualTo(workers);
  }

  private static ProxySettings.Builder good() {
    return good(Upstream.loopback(8081));
  }

  private static ProxySettings.Builder good(Upstream upstream) {
    return ProxySettings.builder(upstream);
  }
}
