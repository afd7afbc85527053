package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Waivers;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Deployment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check --fix} shows, writes and refuses. */
final class FixingTest {
  private static final String TASK =
      """
      family: web
      containerDefinitions:
        - name: app
          image: nginx
          privileged: true
          environment: [{name: DB_PASSWORD, value: hunter2}]
      """;

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void showsADiffAndLeavesTheFile() throws Exception {
    Path file = written("task.yaml", TASK);
    assertThat(run(false, Input.Kind.NAMED, file)).isEqualTo(ExitCode.FINDINGS);
    assertThat(Files.readString(file)).isEqualTo(TASK);
    assertThat(shown(out))
        .startsWith("--- a/" + file + "\n+++ b/" + file + "\n@@ -5 +5 @@\n-    privileged: true\n")
        .contains("+    privileged: false\n", "+    readonlyRootFilesystem: true\n")
        .doesNotContain("hunter2");
    assertThat(shown(err)).contains("findings can be fixed; of ");
  }

  @Test
  void writesOnlyTheseLinesAndKeepsMarkLineEndsAndMode() throws Exception {
    String text = "\uFEFF" + TASK.replace("\n", "\r\n");
    Path file = written("task.yaml", text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(directory.resolve("link.yaml"), file);
    assertThat(run(true, Input.Kind.NAMED, link)).isEqualTo(ExitCode.FINDINGS);
    String after = Files.readString(file);
    assertThat(after).startsWith("\uFEFFfamily: web\r\n").contains("privileged: false\r\n");
    assertThat(after.replace("\r\n", "")).doesNotContain("\n");
    assertThat(after.lines()).hasSizeGreaterThan(10);
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    try (var files = Files.list(directory)) {
      assertThat(files).as("nothing is left behind").hasSize(2);
    }
  }

  @Test
  void showsNoLineOnWhichASecretStands() throws Exception {
    String oneLine =
        "{\"family\":\"a\",\"containerDefinitions\":[{\"name\":\"a\",\"image\":\"a\","
            + "\"environment\":[{\"name\":\"PASSWORD\",\"value\":\"hunter2\"}]}]}";
    run(false, Input.Kind.NAMED, written("task.json", oneLine));
    assertThat(shown(out))
        .doesNotContain("hunter2")
        .contains("characters, not shown: they may hold a secret");
    out.reset();
    run(false, Input.Kind.NAMED, written("long.json", oneLine.replace("PASSWORD", "x".repeat(99))));
    assertThat(shown(out)).doesNotContain("hunter2");
  }

  @Test
  void showsNoControlCharacter() throws Exception {
    run(false, Input.Kind.NAMED, written("a.yaml", TASK.replace("true", "true # \u202etxt")));
    assertThat(shown(out)).contains("# \\u202etxt").doesNotContain("\u202e");
  }

  @Test
  void refusesWhatAProgramWrites() throws Exception {
    Path plan = written("plan.json", "{\"format_version\":\"1.2\",\"planned_values\":{}}");
    assertThat(run(true, Input.Kind.NAMED, plan)).isEqualTo(ExitCode.USAGE);
    assertThat(shown(err)).contains("plan.json is not fixed: it is terraform, which was printed");
    Path assembly = Files.createDirectory(directory.resolve("cdk.out"));
    Files.writeString(assembly.resolve("manifest.json"), "{\"version\":\"1\",\"artifacts\":{}}");
    Files.writeString(assembly.resolve("cdk.out"), "{\"version\":\"1\"}");
    Path template = Files.writeString(assembly.resolve("A.template.json"), "{\"Resources\":{}}");
    for (Path path : List.of(assembly, template)) {
      err.reset();
      assertThat(run(true, Input.Kind.NAMED, path)).isEqualTo(ExitCode.USAGE);
      assertThat(shown(err)).contains("the next cdk synth writes it anew; fix the construct");
    }
    err.reset();
    assertThat(run(true, Input.Kind.STANDARD, Path.of("-"))).isEqualTo(ExitCode.USAGE);
    assertThat(shown(err)).contains("standard input is not fixed: name the file");
    Path utf16 = directory.resolve("wide.yaml");
    Files.write(utf16, ("\uFEFF" + TASK).getBytes(StandardCharsets.UTF_16LE));
    assertThat(run(true, Input.Kind.NAMED, utf16)).isEqualTo(ExitCode.USAGE);
    assertThat(shown(err)).contains("wide.yaml is not fixed: it is not UTF-8");
  }

  @Test
  void passesByWhatIsNoneOfOurs() throws Exception {
    Path other = written("package.json", "{\"name\": \"x\"}");
    assertThat(run(true, Input.Kind.MET, other)).isEqualTo(ExitCode.CLEAN);
    assertThat(shown(err))
        .isEqualTo(
            "breakwater: 0 findings were fixed; of 0 that are left only a person can say what is"
                + " right\n");
  }

  private int run(boolean writes, Input.Kind kind, Path path) throws Exception {
    Judges judges =
        new Judges(
            Rules.restricted(), List.of(), Waivers.ofTemplates(Rules.ALL), false, Severity.LOW);
    Sought sought =
        new Sought(
            List.of(path.toString()),
            Globs.of(List.of()),
            Globs.of(List.of()),
            Optional.empty(),
            Deployment.UNKNOWN,
            Optional.empty());
    Console console = new Console(print(out), print(err), false);
    return new Fixing(sought, judges, LocalDate.of(2026, 11, 22), writes, console)
        .run(List.of(Input.of(path, kind, 0)));
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private static String shown(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  private Path written(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text);
  }
}
