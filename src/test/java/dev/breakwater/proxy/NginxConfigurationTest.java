package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts; another test has nginx judge each of them. */
final class NginxConfigurationTest {

  static Stream<String> names() {
    return Configurations.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isTheGoldenText(String name) throws IOException {
    Golden.check(
        Path.of("src/test/resources/golden/proxy", name + ".nginx.conf"),
        NginxConfiguration.render(Configurations.all().get(name)));
  }

  @Test
  void isTheDefaultInTheContainersFolder() throws IOException {
    Golden.check(
        Path.of("proxy-container/nginx.conf"),
        NginxConfiguration.render(ProxySettings.builder(Upstream.loopback(8081)).build()));
  }

  @Test
  void believesNobodyUnlessTold() {
    assertThat(NginxConfiguration.render(ProxySettings.builder(Upstream.loopback(8081)).build()))
        .doesNotContain("real_ip_header X-Forwarded-For")
        .doesNotContainPattern("set_real_ip_from (?!unix:)");
  }

  @Test
  void leavesOutABurstOfNothingWhichNginxRefuses() {
    assertThat(NginxConfiguration.render(Configurations.all().get("everything")))
        .contains("limit_req zone=clients nodelay;")
        .doesNotContain("burst=0");
  }

  @ParameterizedTest
  @MethodSource("names")
  void writesOnlyBelowTmp(String name) {
    assertThat(NginxConfiguration.render(Configurations.all().get(name)).lines())
        .filteredOn(line -> line.matches("\\s*(pid|\\w+_temp_path) .*"))
        .hasSize(6)
        .allMatch(line -> line.contains(" /tmp/"));
  }
}
