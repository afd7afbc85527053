package dev.breakwater;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.LauncherCheckout.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherInstallTest {
  @TempDir Path folder;
  private LauncherCheckout launcher;

  @BeforeEach
  void makeACheckout() throws Exception {
    launcher = new LauncherCheckout(folder);
  }

  @Test
  void saysWhatItInstallsAndWhyBeforeItDoes() throws Exception {
    launcher.loseMaven();
    launcher.tool("apt-get", "case \"$*\" in *install*) " + launcher.installMaven() + " ;; esac");
    launcher.tool("sudo", "[ \"$1\" != -n ] || shift; exec \"$@\"");

    Run run = launcher.breakwater("rules");

    assertThat(run.out()).isEqualTo("rules\n");
    assertThat(run.err())
        .containsSubsequence(
            "this machine lacks, and apt-get will install:",
            "Maven, to build Breakwater: maven",
            "Installing packages ...",
            "Building Breakwater ...");
    assertThat(launcher.calls().get(1)).endsWith("install -y --no-install-recommends maven");
  }

  @Test
  void saysWhatToInstallWhereThereIsNoAptGet() throws Exception {
    launcher.loseMaven();

    Run run = launcher.breakwater("rules");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err())
        .contains("Maven, to build Breakwater: maven")
        .contains("there is no apt-get here");
  }

  @Test
  void saysWhatToRunAsRootWhereItIsNot() throws Exception {
    launcher.loseMaven();
    launcher.tool("apt-get", "exit 100");
    launcher.tool("sudo", "echo 'sudo: a password is required' >&2; exit 1");

    Run run = launcher.runAsNobody("rules");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("sudo apt-get install -y --no-install-recommends maven");
    assertThat(launcher.calls()).allMatch(call -> call.startsWith("sudo -n"));
  }

  @Test
  void refusesAJavaHomeThatIsTooOld() throws Exception {
    Path old = Files.createDirectories(folder.resolve("jdk-11/bin"));
    LauncherCheckout.script(old.resolve("javac"), "echo javac 11.0.2");

    Run run = launcher.run(launcher.launcher(), old.getParent(), "rules");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err())
        .contains(
            "JAVA_HOME must be the folder of a JDK of 17 or newer, got "
                + old.getParent()
                + " (javac 11.0.2)");
  }

  @Test
  void needsNpmToRunTheSample() throws Exception {
    Run run = launcher.breakwater("up");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).contains("Node.js and npm, to install the CDK command line: nodejs npm");
  }
}
