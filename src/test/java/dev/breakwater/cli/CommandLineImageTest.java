package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Images;
import dev.breakwater.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a container: as locked as what it asks for. */
@Tag("docker")
final class CommandLineImageTest {
  @TempDir Path folder;

  @Test
  void judgesAFolderThatItCannotWrite() throws Exception {
    Files.copy(Path.of("src/test/resources/careless.yaml"), folder.resolve("careless.yaml"));

    Shell.Result result = locked("check", "careless.yaml");

    assertThat(result.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(result.output()).contains("careless.yaml", "read-only-root-filesystem");
  }

  @Test
  void passesWhatIsHardened() throws Exception {
    Files.copy(Path.of("src/test/resources/hardened.yaml"), folder.resolve("hardened.yaml"));

    assertThat(locked("check", "hardened.yaml").code()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void writesEveryFormOfReport() throws Exception {
    Files.copy(Path.of("src/test/resources/careless.yaml"), folder.resolve("careless.yaml"));

    for (String format : List.of("json", "sarif", "junit", "html", "markdown", "github")) {
      assertThat(locked("check", "--format", format, "careless.yaml").code())
          .as(format)
          .isEqualTo(ExitCode.FINDINGS);
    }
  }

  @Test
  void takesAtMostAHundredMegabytes() {
    String size =
        Shell.run("docker", "image", "inspect", "--format", "{{.Size}}", Images.commandLine())
            .orThrow();

    assertThat(Long.parseLong(size.strip())).isLessThanOrEqualTo(100_000_000L);
  }

  private Shell.Result locked(String... words) throws Exception {
    // JUnit's folders are for their owner alone, and the container is somebody else.
    folder.toFile().setExecutable(true, false);
    folder.toFile().setReadable(true, false);
    List<String> command =
        new ArrayList<>(
            List.of("docker", "run", "--rm", "--read-only", "--network=none", "--cap-drop=ALL"));
    command.addAll(
        List.of(
            "--security-opt=no-new-privileges",
            "--volume=" + folder + ":/work:ro",
            Images.commandLine()));
    command.addAll(List.of(words));
    return Shell.run(command.toArray(String[]::new));
  }
}
