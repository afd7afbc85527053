package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxyImageTest {
  private static final Path PROXY = Path.of("proxy-container");
  private static final Path APPLICATION = Path.of("app-container");
  private static final ProxySettings DEFAULTS =
      ProxySettings.builder(Upstream.loopback(8081)).build();

  @Test
  void laysOutTheVeryFolderOfTheRepository() throws IOException {
    SortedMap<String, byte[]> context = ProxyImage.buildContext(DEFAULTS);

    try (Stream<Path> files = Files.list(PROXY)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !List.of("README.md", "inspection").contains(name))
          .containsExactlyInAnyOrderElementsOf(context.keySet());
    }
    for (String name : context.keySet()) {
      assertThat(context.get(name)).as(name).isEqualTo(Files.readAllBytes(PROXY.resolve(name)));
    }
  }

  @Test
  void addsToItForInspection() throws IOException {
    SortedMap<String, byte[]> context =
        ProxyImage.buildContext(
            ProxySettings.builder(Upstream.loopback(8081))
                .inspection(RequestInspection.coreRuleSet())
                .build());

    for (String name : ProxyImage.INSPECTION_FILES) {
      assertThat(context.get(name))
          .as(name)
          .isEqualTo(Files.readAllBytes(PROXY.resolve("inspection").resolve(name)));
    }
    assertThat(context)
        .containsKeys("inspection.conf", "inspection.lua", "inspection.sh")
        .hasSize(ProxyImage.buildContext(DEFAULTS).size() + 3);
    assertThat(new String(context.get("Dockerfile"), StandardCharsets.UTF_8))
        .contains("\nARG BASE_IMAGE=" + ProxyImage.DEBIAN + "\n");
  }

  @Test
  void namesTheLinkedApplicationForTheCheckInTheBuild() {
    ProxySettings bridge = ProxySettings.builder(Upstream.tcp("app", 8080)).build();

    assertThat(new String(ProxyImage.buildContext(bridge).get("hosts"), StandardCharsets.UTF_8))
        .isEqualTo("127.0.0.1 localhost app\n");
  }

  @Test
  void checksItsHealthWithoutAShell() {
    assertThat(ProxyImage.HEALTH_CHECK).startsWith("CMD");
    assertThat(NginxConfiguration.render(DEFAULTS))
        .contains("listen " + ProxyImage.HEALTH_CHECK.get(2) + ";");
  }

  @ParameterizedTest
  @ValueSource(strings = {"health.c", "passwd", "group"})
  void sharesWithTheSampleApplication(String name) throws IOException {
    assertThat(APPLICATION.resolve(name)).hasSameBinaryContentAs(PROXY.resolve(name));
  }

  @Test
  void standsOnPinnedBases() throws IOException {
    assertThat(Files.readAllLines(PROXY.resolve("Dockerfile")))
        .anyMatch(
            line -> line.matches("ARG BASE_IMAGE=nginx:1\\.[0-9.]+-trixie@sha256:[0-9a-f]{64}"));
    assertThat(Files.readAllLines(APPLICATION.resolve("Dockerfile")))
        .anyMatch(line -> line.matches("ARG BASE_IMAGE=debian:bookworm-slim@sha256:[0-9a-f]{64}"))
        .contains("ARG BASE_IMAGE=" + ProxyImage.DEBIAN);
  }

  @Test
  void isLabelledWithTheVersionOfTheProject() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String version = pom.replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
    assertThat(Files.readString(PROXY.resolve("Dockerfile")))
        .contains("org.opencontainers.image.version=\"" + version + "\"");
  }
}
