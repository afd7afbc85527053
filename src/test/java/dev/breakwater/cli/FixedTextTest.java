package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.breakwater.Golden;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Waivers;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fixes in the texts of many hands. That a fixed text parses to the same template but for the
 * settings is proved at each edit, by {@code source.OnlyThere}; one that does not is refused.
 */
final class FixedTextTest {
  private static final Path FILES = Path.of("src/test/resources/dev/breakwater/cli/fix");
  private static final Set<String> CERTAIN =
      Set.of(
          "dropped-capabilities",
          "encrypted-efs-transit",
          "imds-one-hop",
          "imdsv2-only",
          "init-process",
          "latest-platform-version",
          "no-privileged-container",
          "no-terminal",
          "non-blocking-logs",
          "read-only-root-filesystem",
          "rollback-on-failure");
  private static final FixedText.Bench BENCH =
      new FixedText.Bench(
          Rules.restricted(),
          Waivers.ofTemplates(Rules.ALL),
          LocalDate.of(2026, 11, 22),
          Deployment.UNKNOWN);

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.sorted().toList();
    }
  }

  /** The golden file holds every line that changes, of every file. */
  @Test
  void changesOnlyTheLinesOfWhatItFixes() throws Exception {
    StringBuilder shown = new StringBuilder();
    for (Path file : files()) {
      FixedText fixed = fix(text(file));
      shown.append("=== ").append(file.getFileName()).append('\n');
      for (AbstractDelta<String> delta :
          DiffUtils.diff(lines(text(file)), lines(fixed.text())).getDeltas()) {
        delta.getSource().getLines().forEach(line -> shown.append('-').append(line).append('\n'));
        delta.getTarget().getLines().forEach(line -> shown.append('+').append(line).append('\n'));
      }
      fixed.left().entrySet().stream()
          .filter(left -> !left.getValue().isEmpty())
          .map(left -> said(left.getKey()) + ": " + left.getValue() + "\n")
          .forEach(shown::append);
    }
    Golden.check(
        Path.of("src/test/resources/golden/cli/fixes.txt"), shown.toString().replace("\r", "\\r"));
  }

  private static String said(Finding finding) {
    return finding.subject() + " " + finding.rule().id();
  }

  @ParameterizedTest
  @MethodSource("files")
  void leavesNothingThatIsCertainUnlessItSaysWhy(Path file) throws Exception {
    FixedText fixed = fix(text(file));
    fixed
        .left()
        .forEach(
            (finding, why) -> {
              if (why.isEmpty() && CERTAIN.contains(finding.rule().id())) {
                assertThat(finding.problem().outcome())
                    .as(said(finding))
                    .isEqualTo(Outcome.UNKNOWN);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("files")
  void isDoneAfterOneRunAndBringsNothingNew(Path file) throws Exception {
    String text = text(file);
    FixedText once = fix(text);
    assertThat(prints(text)).containsAll(prints(once.text()));
    FixedText twice = fix(once.text());
    assertThat(twice.text()).isEqualTo(once.text());
    assertThat(twice.fixed()).isEmpty();
  }

  @Test
  void doesNotAddWhatAPossiblePlatformRefuses() throws Exception {
    String task =
        """
        {"family": "a", "containerDefinitions": [{"name": "a", "image": "a"}],
         "requiresCompatibilities": ["EC2", "FARGATE"]}
        """;
    assertThat(fix(task).text()).doesNotContain("no-new-privileges").contains("\"ALL\"");
    assertThat(fix(task.replace(", \"FARGATE\"", "")).text()).contains("no-new-privileges");
  }

  @Test
  void doesNotTouchWhatIsWaivedOrWhatOnlyAPersonKnows() throws Exception {
    String task =
        """
        Resources:
          Web:
            Type: AWS::ECS::TaskDefinition
            Metadata:
              Breakwater:
                waivers:
                  - {rule: read-only-root-filesystem, reason: logs, until: 2026-12-31}
            Properties:
              PidMode: host
              ContainerDefinitions:
                - {Name: app, Image: nginx, User: root, Memory: 4}
        """;
    String fixed = fix(task).text();
    assertThat(fixed).contains("PidMode: host", "User: root", "Memory: 4", "Drop: [ALL]");
    assertThat(fixed).doesNotContain("ReadonlyRootFilesystem");
  }

  @Test
  void dropsAllBesideACapabilityOnlyAsFarAsThatHelps() throws Exception {
    String task =
        """
        family: a
        containerDefinitions:
          - name: a
            image: a
            linuxParameters: {capabilities: {add: [SYS_ADMIN]}}
        """;
    FixedText fixed = fix(task);
    assertThat(fixed.text()).contains("{drop: [ALL], add: [SYS_ADMIN]}");
    assertThat(fixed.left().keySet())
        .extracting(finding -> finding.rule().id())
        .contains("no-dangerous-capability", "dropped-capabilities");
  }

  private static Set<String> prints(String text) throws Exception {
    return BENCH.findings(text, "t").stream()
        .map(Finding::fingerprint)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> lines(String text) {
    return List.of(text.split("\n", -1));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).replaceFirst("^\uFEFF", "");
  }

  private static FixedText fix(String text) throws Exception {
    return FixedText.of(text, "t", BENCH);
  }
}
