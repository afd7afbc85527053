package dev.breakwater;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.proxy.ProxyImage;
import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.RequestInspection;
import dev.breakwater.proxy.Upstream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What our images hold. Debian's own image shows that each check can fail. */
@Tag("docker")
final class ImageContentsTest {
  private static final String SHELLS = ".*/(sh|bash|dash|ash|busybox|zsh)( -> .*)?";
  private static final String PACKAGE_MANAGERS = ".*/(apt|apt-get|dpkg|apk|rpm|pip)( -> .*)?";

  static Stream<String> ours() {
    return Stream.of(proxy(), inspecting(), Images.application(), Images.commandLine());
  }

  private static String inspecting() {
    return Images.image(
        "proxy",
        ProxyImage.buildContext(
            ProxySettings.builder(Upstream.loopback(8081))
                .inspection(RequestInspection.coreRuleSet())
                .build()));
  }

  private static String proxy() {
    return Images.image(
        "proxy", ProxyImage.buildContext(ProxySettings.builder(Upstream.loopback(8081)).build()));
  }

  private static List<String> shells(String image) {
    return Images.files(image).stream()
        .filter(line -> line.matches(SHELLS) || line.matches(PACKAGE_MANAGERS))
        .toList();
  }

  private static List<String> setuid(String image) {
    return Images.files(image).stream()
        .filter(line -> line.matches("-..[sS].*|-.....[sS].*"))
        .toList();
  }

  /** Files and folders that somebody else than root could change; the engine's own are not ours. */
  private static List<String> writable(String image) {
    return Images.files(image).stream()
        .filter(line -> line.matches("[-d].{7}w.*") || line.matches("[-d]\\S+ +(?!0/0 ).*"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("ours")
  void holdNoShellAndNoPackageManager(String image) {
    assertThat(shells(image)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ours")
  void holdNoSetuidFile(String image) {
    assertThat(setuid(image)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ours")
  void areRootsButForTmp(String image) {
    assertThat(writable(image))
        .singleElement()
        .asString()
        .startsWith("drwxrwxrwt")
        .endsWith(" tmp/");
  }

  @Test
  void debianHoldsAllThree() {
    assertThat(shells(Images.base())).isNotEmpty();
    assertThat(setuid(Images.base())).isNotEmpty();
    assertThat(writable(Images.base())).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("ours")
  void runAsANumber(String image) {
    assertThat(inspect(image, "{{.Config.User}}")).isEqualTo("65532:65532");
  }

  @Test
  void theProxyIsStoppedBySigquit() {
    assertThat(inspect(proxy(), "{{.Config.StopSignal}}")).isEqualTo("SIGQUIT");
  }

  private static String inspect(String image, String format) {
    return Shell.run("docker", "image", "inspect", "--format", format, image).orThrow().strip();
  }
}
