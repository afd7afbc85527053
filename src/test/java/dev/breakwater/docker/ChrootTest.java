package dev.breakwater.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChrootTest {
  /** A root of the machine's own folders; the mounts end with the command. */
  private static final String ROOT =
      """
      for d in /*; do
        [ -d "$d" ] && [ ! -L "$d" ] && [ "$d" != /tmp ] && mkdir "$0$d" && mount --rbind "$d" "$0$d"
      done
      [ -d "$0$PWD" ] || { mkdir -p "$0$PWD" && mount --rbind "$PWD" "$0$PWD"; }
      for l in /bin /lib /lib64; do [ -L "$l" ] && cp -a "$l" "$0$l"; done
      exec chroot "$0" "$@"
      """;

  @TempDir private Path root;
  @TempDir private Path said;

  @Test
  void isAFolderThatIsNoMountPoint() throws Exception {
    assertThat(asked(ROOT)).isEqualTo("chroot: true\n");
  }

  @Test
  void isNotARootThatIsMounted() throws Exception {
    assertThat(asked("mount --bind \"$0\" \"$0\"\n" + ROOT)).isEqualTo("chroot: false\n");
  }

  private String asked(String script) throws IOException, InterruptedException {
    assumeThat(System.getProperty("user.name")).as("chroot(2) takes root").isEqualTo("root");
    assumeThat(Engine.isChroot()).as("in a chroot unshare cannot make mounts private").isFalse();
    Path out = said.resolve("out");
    new ProcessBuilder(
            "unshare",
            "--mount",
            "sh",
            "-c",
            script,
            root.toString(),
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            Path.of("target/classes").toAbsolutePath()
                + ":"
                + Path.of("target/test-classes").toAbsolutePath(),
            Asked.class.getName())
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .start()
        .waitFor();
    return Files.readString(out);
  }

  /** Says what the engine's starter finds. */
  static final class Asked {
    private Asked() {}

    public static void main(String[] arguments) {
      System.out.println("chroot: " + Engine.isChroot());
    }
  }
}
