package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What a process alone can show: its exit code, its environment, its user, a signal. */
class CheckProcessTest {
  private static final Path FIXTURES = Path.of("src/test/resources").toAbsolutePath();
  private static final String PAINTED = "\u001b[";

  @TempDir private Path home;
  private Path folder;
  private Path out;

  @BeforeEach
  void fillTheFolder() throws IOException {
    folder = Files.createDirectory(home.resolve("work"));
    out = home.resolve("out.txt");
    copy("hardened.yaml", "a.yaml");
  }

  @Test
  void anErrorEndsWithFour() {
    CommandLine line = Commands.line();
    line.addSubcommand(CommandSpec.wrapWithoutInspection(new Broken()).name("broken"));
    assertThat(line.execute("broken")).isEqualTo(ExitCode.BROKEN);
  }

  @Test
  void coloursAreForTerminalsUnlessTheEnvironmentSays() throws Exception {
    assertThat(ended(Map.of())).isZero();
    assertThat(said()).contains("clean: 1 file").doesNotContain(PAINTED);
    assertThat(ended(Map.of("CLICOLOR_FORCE", "1"))).isZero();
    assertThat(said()).contains("clean", PAINTED);
    assertThat(ended(Map.of("CLICOLOR_FORCE", "0"))).isZero();
    assertThat(said()).doesNotContain(PAINTED);
    assertThat(ended(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1"))).isZero();
    assertThat(said()).doesNotContain(PAINTED);
  }

  @Test
  void aFolderThatMayNotBeReadIsAGap() throws Exception {
    boolean root = "root".equals(System.getProperty("user.name"));
    assumeTrue(!root || Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is missing");
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      // Root without these is like anybody; another user could not read the class path either.
      String[] other = {"setpriv", "--bounding-set=-dac_override,-dac_read_search"};
      Process process = start(Map.of(), root ? List.of(other) : List.of());
      assertThat(ended(process)).isEqualTo(ExitCode.INCOMPLETE);
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
    assertThat(said()).contains("closed: cannot be read");
  }

  @Test
  void aFileThatVanishedIsAGap() throws Exception {
    Input gone = Input.of(folder.resolve("b.yaml"), Input.Kind.MET, 0);
    CheckWords words = CheckWords.of(List.of(folder.toString()), Map.of());
    Assessing assessing =
        new Assessing(
            Sought.of(words), Judges.of(words), false, false, false, System.in, LocalDate.EPOCH);
    assertThat(assessing.judge(gone).assessment().gaps()).hasSize(1);
  }

  @Test
  void watchJudgesAgainAfterAChangeAndInANewFolderUntilItIsInterrupted() throws Exception {
    Process process = start(Map.of(), List.of(), "--watch");
    try {
      says(process, "clean: 1 file");
      says(process, "waiting for a change");
      copy("careless.yaml", "a.yaml");
      says(process, "; 1 file");
      Files.createDirectory(folder.resolve("new"));
      copy("careless.yaml", "new/b.yaml");
      says(process, "; 2 files");
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertThat(ended(process)).isEqualTo(130);
    } finally {
      process.destroyForcibly();
    }
  }

  private int ended(Map<String, String> environment) throws Exception {
    return ended(start(environment, List.of()));
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private Process start(Map<String, String> environment, List<String> before, String... options)
      throws IOException {
    List<String> words = new ArrayList<>(before);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    words.addAll(List.of("dev.breakwater.cli.Main", "check", "."));
    words.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().keySet().removeAll(List.of("NO_COLOR", "CLICOLOR_FORCE"));
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
  }

  private void says(Process process, String text) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!said().contains(text)) {
      assertThat(process.isAlive() && System.nanoTime() < end).as(text + " in " + said()).isTrue();
      Thread.sleep(100);
    }
  }

  private String said() throws IOException {
    return Files.readString(out);
  }

  private void copy(String fixture, String name) throws IOException {
    Files.writeString(folder.resolve(name), Files.readString(FIXTURES.resolve(fixture)));
  }

  private static final class Broken implements Subcommand {
    @Override
    public void describe(CommandSpec spec) {
      spec.name("broken");
    }

    @Override
    public Callable<Integer> action(ParseResult words, Console console) {
      return () -> {
        throw new AssertionError("meant");
      };
    }
  }
}
