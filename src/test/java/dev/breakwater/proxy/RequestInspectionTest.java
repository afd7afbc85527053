package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.breakwater.Golden;
import dev.breakwater.proxy.RequestInspection.LargerBodies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestInspectionTest {

  private static RequestInspection good() {
    return RequestInspection.coreRuleSet();
  }

  private static String rendered(ProxySettings settings) {
    return new String(
        ProxyImage.buildContext(settings).get("inspection.conf"), StandardCharsets.UTF_8);
  }

  private static String rendered(RequestInspection inspection) {
    return rendered(ProxySettings.builder(Upstream.loopback(8081)).inspection(inspection).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspection", "inspection-everything"})
  void isTheGoldenText(String name) throws IOException {
    Golden.check(
        Path.of("src/test/resources/golden/proxy", name + ".conf"),
        rendered(Configurations.all().get(name)));
  }

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        wrong(() -> good().paranoiaLevel(0), "paranoia level must be 1 to 4, got 0"),
        wrong(() -> good().paranoiaLevel(5), "paranoia level must be 1 to 4, got 5"),
        wrong(() -> good().anomalyThreshold(0), "anomaly threshold must be 1 to 100, got 0"),
        wrong(() -> good().anomalyThreshold(101), "anomaly threshold must be 1 to 100, got 101"),
        wrong(
            () -> good().bodies(0, LargerBodies.REFUSED),
            "inspected body must be 1 to 1024 KiB, got 0"),
        wrong(
            () -> good().bodies(1025, LargerBodies.REFUSED),
            "inspected body must be 1 to 1024 KiB, got 1025"),
        wrong(
            () -> RuleExclusion.rule(910_000),
            "excluded rule must be 911100 to 944999, got 910000"),
        wrong(
            () -> RuleExclusion.rule(949_110),
            "excluded rule must be 911100 to 944999, got 949110"),
        wrong(
            () -> new RuleExclusion(942_100, Optional.empty(), Optional.of("FILES:x")),
            "target of excluded rule 942100 must be ARGS, REQUEST_COOKIES or REQUEST_HEADERS with"
                + " a colon and a name, got \"FILES:x\""));
  }

  private static Arguments wrong(Supplier<?> making, String sentence) {
    return arguments(making, sentence);
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void refusesAWrongValueInOneSentence(Supplier<?> making, String sentence) {
    assertThatThrownBy(making::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a b", "a\nb", "a\0b", "a;b", "a\"b", "a'b", "a,b", "a\\b", "a|b", "a/b", "%{tx.1}",
        "é", "!a", "/.*/", "a:b"
      })
  void letsNoHostileTextThrough(String hostile) {
    RuleExclusion rule = RuleExclusion.rule(942_100);
    for (Supplier<?> making :
        List.<Supplier<?>>of(
            () -> rule.ofParameter(hostile),
            () -> rule.ofCookie(hostile),
            () -> rule.ofHeader(hostile),
            () -> rule.below(hostile),
            () -> rule.below("/" + hostile + "\""))) {
      assertThatThrownBy(making::get).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesWhatItCannotRead() {
    ProxySettings.Builder settings =
        ProxySettings.builder(Upstream.loopback(8081)).inspection(good());

    assertThatThrownBy(() -> settings.upload("/files", 4096).build())
        .hasMessage(
            "inspection must be chosen without grpc and upload, which pass on what nobody read,"
                + " got it with them");
  }

  @Test
  void admitsNoBodyThatItWouldNotRead() {
    ProxySettings.Builder settings = ProxySettings.builder(Upstream.loopback(8081));

    assertThat(settings.build().largestBodyKibibytes()).isEqualTo(1024);
    assertThat(settings.inspection(good()).build().largestBodyKibibytes()).isEqualTo(128);
    assertThat(settings.inspection(good().detectionOnly()).build().largestBodyKibibytes())
        .isEqualTo(1024);
    assertThat(
            settings
                .inspection(good().bodies(64, LargerBodies.INSPECTED_IN_PART))
                .build()
                .largestBodyKibibytes())
        .isEqualTo(1024);
    assertThat(settings.inspection(good()).maxBodyKibibytes(16).build().largestBodyKibibytes())
        .isEqualTo(16);
  }

  @Test
  void asksAllRulesAboveLevelOne() {
    assertThat(rendered(good())).contains("SecRuleRemoveById 932150");
    assertThat(rendered(good().paranoiaLevel(2))).doesNotContain("SecRuleRemoveById");
  }

  @Test
  void addsExclusionsToThoseThatWereThere() {
    assertThat(
            good()
                .without(RuleExclusion.rule(942_100))
                .without(RuleExclusion.rule(942_110), RuleExclusion.rule(942_120))
                .exclusions())
        .extracting(RuleExclusion::rule)
        .containsExactly(942_100, 942_110, 942_120);
  }

  /** Whatever ModSecurity itself writes quotes what matched. */
  @Test
  void keepsModSecuritysOwnLogsOff() {
    assertThat(rendered(good().detectionOnly()))
        .contains("SecAuditEngine Off\n")
        .doesNotContain("SecAuditLog", "SecDebugLog", ",log,", "logdata");
  }
}
