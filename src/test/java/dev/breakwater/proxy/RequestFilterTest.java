package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestFilterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a;",
        "a\" 1; }",
        "a}",
        "a b\n",
        "\n",
        "a\0b",
        "$uri",
        "a{2}",
        "\\",
        "a|b",
        "(",
        "[",
        "*",
        "a^",
        "é",
        "a'",
        "#a",
        "~a",
        "a,b",
        "//",
        "/../a",
        "/a b",
        "a/b;c",
        "a/$b",
        "a/b\n"
      })
  void letsNoHostileTextIntoTheConfiguration(String hostile) {
    RequestFilter.Builder builder = RequestFilter.builder();
    assertThatThrownBy(() -> builder.denyPaths(hostile).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.denyPaths().contentTypes(hostile).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.denyNetwork(hostile))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.allowNetwork(hostile))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a", "a;", "a\"b", "a}", "ab\n", "a\nb", "a\0b", "$uri", "a{2}b", "a\\b", "a|b", "(ab",
        "[ab]", "a*b", "a^b", "éa", " ab", "ab ", ".*", "a+b"
      })
  void letsNoPatternBeAnAgent(String hostile) {
    assertThatThrownBy(() -> RequestFilter.builder().denyAgents(hostile).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.1/8 | network must be a network, with no bits set behind its prefix, got \"10.0.0.1/8\"",
        "0.0.0.0/0 | network must be narrower than the whole Internet: a prefix of at least 1 bits, got \"0.0.0.0/0\"",
        "here | network must be a CIDR such as 10.0.0.0/16 or 2600:1f18::/32, got \"here\""
      })
  void saysWhatIsWrongWithANetwork(String cidr, String sentence) {
    assertThatThrownBy(() -> RequestFilter.builder().denyNetwork(cidr)).hasMessage(sentence);
  }

  @Test
  void refusesTheSameNetworkTwice() {
    RequestFilter.Builder builder =
        RequestFilter.builder().allowNetwork("10.0.0.0/8").denyNetwork("10.0.0.0/8");
    assertThatThrownBy(builder::build)
        .hasMessage("networks of the filter must be given once each, got \"10.0.0.0/8\" twice");
  }

  @Test
  void refusesMoreThanItCanAsk() {
    String[] many = IntStream.range(0, 65).mapToObj(i -> "/p" + i).toArray(String[]::new);
    assertThatThrownBy(() -> RequestFilter.builder().denyPaths(many).build())
        .hasMessage("denied paths must be 0 to 64, got 65");
    assertThatThrownBy(() -> RequestFilter.builder().maxQueryLength(32_769).build())
        .hasMessage("longest query string must be 0 to 32768 bytes, got 32769");
  }

  @Test
  void isOffWhereNothingIsRefused() {
    assertThat(RequestFilter.off().isOff()).isTrue();
    assertThat(RequestFilter.off().probes()).isEmpty();
    assertThat(RequestFilter.standard().isOff()).isFalse();
    assertThat(text(RequestFilter.off())).doesNotContain("/.breakwater/refused", "penalty");
    assertThat(text(RequestFilter.standard())).contains("/.breakwater/refused", "penalty");
  }

  @Test
  void asksOnlyWhatWasChosen() {
    RequestFilter paths = RequestFilter.builder().withDisguises().withoutPenalty().build();
    assertThat(text(paths))
        .doesNotContain("$unwelcome", "traversal;", " agent;", " type;", " query;", "offenders");
  }

  @Test
  void switchesGroups() {
    Set<ProbeGroup> probes =
        RequestFilter.builder()
            .without(ProbeGroup.WORDPRESS)
            .with(ProbeGroup.DUMPS)
            .build()
            .probes();
    assertThat(probes).contains(ProbeGroup.DUMPS).doesNotContain(ProbeGroup.WORDPRESS);
    assertThat(RequestFilter.standard().probes())
        .isEqualTo(
            Set.copyOf(
                List.of(ProbeGroup.values()).stream().filter(ProbeGroup::byDefault).toList()));
  }

  private static String text(RequestFilter filter) {
    return NginxConfiguration.render(
        ProxySettings.builder(Upstream.loopback(8081)).requestFilter(filter).build());
  }
}
