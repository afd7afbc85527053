package dev.breakwater.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Golden;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The translation, held by golden files: one for each placement, and one with every field. */
class DockerCommandTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/breakwater/docker");
  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"fargate", "awsvpc", "bridge", "wide"})
  void givesTheCommandsThatAreKept(String name) throws Exception {
    TaskPlan plan = plan(Files.readString(FOLDER.resolve(name + ".json")));
    Golden.check(Path.of("src/test/resources/golden/docker", name + ".txt"), shown(plan));
  }

  @Test
  void putsNoSecretInAnArgument() throws Exception {
    TaskPlan plan = plan(Files.readString(FOLDER.resolve("wide.json")));
    assertThat(plan.containers().toString()).doesNotContain("hidden-from-arguments", "of-the-file");
    TaskPlan.Member main = plan.containers().get(plan.containers().size() - 1);
    assertThat(main.variables())
        .containsEntry("DB_PASSWORD", "hidden-from-arguments")
        .containsEntry("API_TOKEN", "of-the-file");
    assertThat(main.arguments()).containsSequence("--env", "API_TOKEN");
  }

  @Test
  void asksForTwoSharesWhereTheTaskAsksForNone() throws Exception {
    TaskPlan plan = plan(Files.readString(FOLDER.resolve("fargate.json")).replace("192", "0"));
    assertThat(plan.containers().get(1).arguments()).containsSequence("--cpu-shares", "2");
  }

  @Test
  void leavesOutALimitThatTheEngineRefusesAndSaysSo() throws Exception {
    TaskPlan plan =
        plan(Files.readString(FOLDER.resolve("fargate.json")), Set.of("nofile=4096:4096"));
    assertThat(plan.containers().get(1).arguments()).doesNotContain("nofile=4096:4096");
    assertThat(plan.differences())
        .contains(
            "container app: this engine may not set the limit nofile=4096:4096; its own holds");
  }

  private TaskPlan plan(String json) throws Exception {
    return plan(json, Set.of());
  }

  private TaskPlan plan(String json, Set<String> refused) throws Exception {
    Path file = Files.writeString(temporary.resolve("task.json"), json);
    TaskDefinition task = SourceFile.read(file).inventory().taskDefinitions().get(0);
    Map<String, String> images =
        Map.of("app", "app:1", "proxy", "proxy:1", "init", "busybox:1.36", "main", "main:1");
    Given given =
        new Given(
            images,
            "debian:bookworm-slim",
            8080,
            Map.of("API_TOKEN", "of-the-file"),
            Optional.of("/breakwater-0a1b2c3d"),
            refused);
    return DockerCommand.of(task, new Run("0a1b2c3d", "boot:1/2/3", false), given);
  }

  private static String shown(TaskPlan plan) {
    List<String> lines = new ArrayList<>();
    for (TaskPlan.Preparation step : plan.preparations()) {
      lines.add(String.join("\n  ", step.arguments()).replace("\n  --", " --"));
      step.input().lines().forEach(line -> lines.add("  < " + line));
    }
    for (TaskPlan.Member member : plan.containers()) {
      lines.add("");
      lines.add(
          "%s essential=%s healthChecked=%s after=%s startTimeout=%s restart=%s variables=%s"
              .formatted(
                  member.name(),
                  member.essential(),
                  member.healthChecked(),
                  new java.util.TreeMap<>(member.dependsOn()),
                  member.startTimeout(),
                  member.restart(),
                  new java.util.TreeSet<>(member.variables().keySet())));
      StringBuilder words = new StringBuilder();
      for (String word : member.arguments()) {
        words.append(word.startsWith("--") ? "\n  " : " ").append(word);
      }
      lines.add("  " + words.toString().strip());
    }
    lines.add("");
    plan.published().forEach(port -> lines.add(port.toString()));
    plan.differences().forEach(sentence -> lines.add("- " + sentence));
    return String.join("\n", lines) + "\n";
  }
}
