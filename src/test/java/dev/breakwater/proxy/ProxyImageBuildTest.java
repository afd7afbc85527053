package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Images;
import dev.breakwater.Shell;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The build of the proxy's image, in which nginx itself judges the configuration. */
@Tag("docker")
final class ProxyImageBuildTest {

  @Test
  void takesEveryConfigurationThatIsKept() {
    Map<String, String> texts = new TreeMap<>();
    Configurations.all()
        .forEach(
            (name, settings) -> {
              if (settings.inspection().isEmpty()) {
                texts.put(name, NginxConfiguration.render(settings));
              }
            });

    Map<String, NginxJudge.Judgement> judged = NginxJudge.judge(texts, Set.of("app"));

    assertThat(judged.keySet()).isEqualTo(texts.keySet());
    judged.forEach(
        (name, judgement) -> assertThat(judgement.taken()).as(judgement.text()).isTrue());
  }

  @Test
  void takesNoneThatIsWrong() {
    String wrong =
        NginxConfiguration.render(Configurations.everything())
            .replace("limit_req zone=clients", "limit_req zone=nobody");

    assertThat(NginxJudge.judge(Map.of("wrong", wrong), Set.of()).get("wrong"))
        .satisfies(
            judgement -> {
              assertThat(judgement.taken()).isFalse();
              assertThat(judgement.text()).contains("zero size shared memory zone \"nobody\"");
            });
  }

  /** Whose application has a name, and those that need another image. */
  @ParameterizedTest
  @ValueSource(strings = {"bridge", "inspection", "inspection-everything"})
  void buildsWhatOnlyABuildCanJudge(String name) {
    String image = Images.image("proxy", ProxyImage.buildContext(Configurations.all().get(name)));

    assertThat(Shell.run("docker", "image", "inspect", image).succeeded()).isTrue();
  }

  @Test
  void endsAtAConfigurationThatNginxRefuses() {
    SortedMap<String, byte[]> context =
        ProxyImage.buildContext(Configurations.all().get("fargate"));
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
