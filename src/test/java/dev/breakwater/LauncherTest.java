package dev.breakwater;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.LauncherCheckout.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir Path folder;
  private LauncherCheckout launcher;

  @BeforeEach
  void makeACheckout() throws Exception {
    launcher = new LauncherCheckout(folder);
  }

  @Test
  void runsTheCommandLineFromAnyFolderAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("bw"), Path.of("checkout/breakwater"));

    Run run = launcher.run(link, LauncherCheckout.JDK, "rules", "--level", "two words");

    assertThat(run.out()).isEqualTo("rules --level two words\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void passesTheExitCodeOn() throws Exception {
    assertThat(launcher.breakwater("check").exitCode()).isEqualTo(1);
  }

  @Test
  void buildsOnceAndIsSilentThen() throws Exception {
    assertThat(launcher.breakwater("rules").err()).contains("Building Breakwater");

    assertThat(launcher.breakwater("rules").err()).isEmpty();

    assertThat(launcher.calls()).hasSize(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    launcher.breakwater("rules");
    Path source = Files.createFile(launcher.file("src/main/java/New.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));

    launcher.breakwater("rules");

    assertThat(launcher.calls()).hasSize(2);
  }

  @Test
  void showsTheEndOfTheLogOfABuildThatFails() throws Exception {
    launcher.tool("mvn", "echo 'Main.java:[1,10] reached end of file'; exit 1");

    Run run = launcher.breakwater("rules");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err())
        .contains("Main.java:[1,10] reached end of file")
        .contains("Building Breakwater failed after")
        .contains("the whole log is " + launcher.file("target/launcher/build.log"));
    assertThat(run.out()).isEmpty();
  }

  @Test
  void buildsAgainAfterABuildThatFailed() throws Exception {
    launcher.loseMaven();
    launcher.tool("mvn", "exit 1");
    launcher.breakwater("rules");
    launcher.findMaven();

    assertThat(launcher.breakwater("rules").out()).isEqualTo("rules\n");
  }

  @Test
  void needsNoNodeToRunATemplate() throws Exception {
    assertThat(launcher.breakwater("up", "--template", "web.yaml").out())
        .isEqualTo("up --template web.yaml\n");
  }

  @Test
  void runsNothingThatTheGateRefuses() throws Exception {
    launcher.tool("npm", "exit 0");
    launcher.tool(
        "cdk",
        """
        mkdir -p $assembly
        : >$assembly/manifest.json
        echo 'FATAL container is privileged'
        echo 'Synthesis finished with errors'
        exit 1
        """
            .replace("$assembly", launcher.file("target/cdk.out").toString()));

    for (int attempt = 1; attempt <= 2; attempt++) {
      Run run = launcher.breakwater("up");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("FATAL container is privileged");
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void saysThatAWordIsWrongBeforeTheLongSteps() throws Exception {
    launcher.tool("npm", "exit 0");

    Run run = launcher.breakwater("up", "--prot", "80");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(launcher.calls()).noneMatch(call -> call.startsWith("npm"));
  }

  @Test
  void synthesizesTheSampleOnceAndHandsItOver() throws Exception {
    Path assembly = launcher.file("target/cdk.out");
    launcher.tool(
        "npm",
        """
        mkdir -p $home/node_modules/.bin
        cat >$home/node_modules/.bin/cdk <<CDK
        #!/bin/sh
        echo cdk >>$home/../calls
        mkdir -p $assembly
        : >$assembly/manifest.json
        CDK
        chmod +x $home/node_modules/.bin/cdk
        : >$home/node_modules/.package-lock.json
        """
            .replace("$home", launcher.file("").toString())
            .replace("$assembly", assembly.toString()));

    Run first = launcher.breakwater("up", "--port", "0");
    Run second = launcher.breakwater("up", "--port", "0");

    assertThat(first.err()).contains("Synthesizing the sample application");
    assertThat(first.out()).isEqualTo("up --port 0 --assembly " + assembly + "\n");
    assertThat(second).isEqualTo(new Run(0, first.out(), ""));
    assertThat(launcher.calls()).containsOnlyOnce("cdk");
  }
}
