package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Images;
import dev.breakwater.Shell;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The build of the proxy's image, in which nginx itself judges the configuration. */
@Tag("docker")
final class ProxyImageBuildTest {

  static Stream<String> configurations() {
    return NginxConfigurationTest.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void takesEveryConfigurationThatNginxTakes(String name) {
    String image =
        Images.image("proxy", ProxyImage.buildContext(NginxConfigurationTest.all().get(name)));

    assertThat(Shell.run("docker", "image", "inspect", image).succeeded()).isTrue();
  }

  @Test
  void endsAtAConfigurationThatNginxRefuses() {
    SortedMap<String, byte[]> context =
        ProxyImage.buildContext(NginxConfigurationTest.all().get("fargate"));
    context.put(
        "nginx.conf",
        new String(context.get("nginx.conf"), StandardCharsets.UTF_8)
            .replace("limit_req_status 429;", "limit_req_status four_two_nine;")
            .getBytes(StandardCharsets.UTF_8));

    Shell.Result build = Images.build("breakwater-test-proxy:broken", context);

    assertThat(build.succeeded()).isFalse();
    assertThat(build.output()).contains("\"limit_req_status\" directive invalid number");
  }
}
