package dev.breakwater;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The GitHub Action and the pre-commit hook, run as their runners run them, on the command line
 * that was just compiled; the runners themselves cannot be had here.
 */
class PipelineTest {
  private static final Path FIXTURES = Path.of("src/test/resources").toAbsolutePath();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TempDir Path folder;
  private Path action;
  private Path workspace;

  private record Ended(int code, String output) {}

  @BeforeEach
  void checkOut() throws IOException {
    action = Files.createDirectories(folder.resolve("action"));
    workspace = Files.createDirectories(folder.resolve("work space"));
    Files.createDirectories(action.resolve("src/ci"));
    for (String script : List.of("action", "pre-commit")) {
      Files.copy(Path.of("src/ci", script), action.resolve("src/ci").resolve(script));
    }
    Path launcher = action.resolve("breakwater");
    Files.writeString(
        launcher,
        "#!/usr/bin/env bash\nexec '%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' dev.breakwater.cli.Main \"$@\"\n"
            .formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest
  @CsvSource({"hardened.yaml,0", "careless.yaml,1", "unresolved.yaml,3"})
  void theActionEndsAsTheCheckDoes(String fixture, int code) throws Exception {
    Files.copy(FIXTURES.resolve(fixture), workspace.resolve(fixture));

    assertThat(act(Map.of()).code()).isEqualTo(code);
  }

  @Test
  void theActionAnnotatesLinesAndWritesBothReports() throws Exception {
    Files.copy(FIXTURES.resolve("careless.yaml"), workspace.resolve("careless.yaml"));

    Ended ended = act(Map.of());

    assertThat(ended.output()).contains("::error file=careless.yaml,line=");
    assertThat(workspace.resolve("breakwater.sarif")).content().contains("\"2.1.0\"");
    assertThat(folder.resolve("summary.md")).content().contains("read-only-root-filesystem");
  }

  @Test
  void theActionTakesEachLineForAPathAndNoneForACommand() throws Exception {
    Files.createDirectories(workspace.resolve("a b"));
    Files.copy(FIXTURES.resolve("hardened.yaml"), workspace.resolve("a b/hardened.yaml"));
    Files.copy(FIXTURES.resolve("hardened.yaml"), workspace.resolve("$(touch stolen)"));

    Ended ended = act(Map.of("paths", "a b\n\n$(touch stolen)\n"));

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(workspace.resolve("stolen")).doesNotExist();
  }

  @Test
  void theActionTakesTheSeverityThatFails() throws Exception {
    Files.writeString(
        workspace.resolve("low.yaml"),
        Files.readString(FIXTURES.resolve("hardened.yaml"))
            .replace("InitProcessEnabled: true", "InitProcessEnabled: false"));

    assertThat(act(Map.of()).code()).isEqualTo(1);
    assertThat(act(Map.of("fail-on", "high")).code()).isZero();
  }

  @Test
  void theHookLeavesOutWhatSaysNothingOfEcs() throws Exception {
    Files.writeString(workspace.resolve("compose.yaml"), "services: {web: {image: nginx}}\n");

    assertThat(hook("compose.yaml").code()).isZero();
  }

  @Test
  void theHookJudgesWhatIsStaged() throws Exception {
    Files.copy(FIXTURES.resolve("careless.yaml"), workspace.resolve("careless.yaml"));
    Files.writeString(workspace.resolve("compose.yaml"), "services: {web: {image: nginx}}\n");

    Ended ended = hook("compose.yaml", "careless.yaml");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output()).contains("read-only-root-filesystem");
  }

  @Test
  void theHookNamesItsScript() throws IOException {
    JsonNode hook = YAML.readTree(Path.of(".pre-commit-hooks.yaml").toFile()).get(0);

    assertThat(Path.of(hook.get("entry").asText())).isExecutable();
    assertThat(hook.get("language").asText()).isEqualTo("script");
  }

  private Ended hook(String... files) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(action.resolve("src/ci/pre-commit").toString());
    builder.command().addAll(List.of(files));
    return run(builder);
  }

  /** Runs the step of action.yml, its inputs filled in as the runner does. */
  private Ended act(Map<String, String> given) throws Exception {
    JsonNode definition = YAML.readTree(Path.of("action.yml").toFile());
    JsonNode step = definition.at("/runs/steps/0");
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.get("run").asText());
    step.get("env")
        .properties()
        .forEach(
            entry -> {
              String input =
                  entry.getValue().asText().replaceAll("\\$\\{\\{ inputs\\.([a-z-]+) }}", "$1");
              builder
                  .environment()
                  .put(
                      entry.getKey(),
                      given.getOrDefault(
                          input, definition.at("/inputs/" + input + "/default").asText()));
            });
    builder.environment().put("GITHUB_ACTION_PATH", action.toString());
    builder.environment().put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
    return run(builder);
  }

  private Ended run(ProcessBuilder builder) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        builder
            .directory(workspace.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), Files.readString(output));
  }
}
