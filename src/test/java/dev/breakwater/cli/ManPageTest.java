package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.breakwater.Golden;
import dev.breakwater.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ManPageTest {
  private static final Path PAGE = Path.of("docs/breakwater.1");

  @Test
  void thePageSaysWhatTheCommandsSay() throws IOException {
    Golden.check(PAGE, ManPage.of(Commands.line()));
  }

  @Test
  void groffSetsItWithoutAWarningAndEveryOptionIsIn() {
    boolean installed =
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "groff")));
    assumeTrue(installed, "groff is not installed");
    String set = said("groff -man -ww -Tascii -P-c -rLL=1000n docs/breakwater.1 2>&1");
    assertThat(set).doesNotContain("warning", "error:");
    for (CheckOption option : CheckOption.values()) {
      assertThat(set).contains(option.flag());
    }
    assertThat(set).contains("EXIT STATUS", "EXAMPLES", "SEE ALSO");
    assertThat(said("printf '.SH A\\n.foo\\n' | groff -man -ww -Tascii 2>&1"))
        .as("a wrong page would be told")
        .contains("warning");
  }

  private static String said(String command) {
    return Shell.run("sh", "-c", command).output().replaceAll(".\b", "");
  }
}
