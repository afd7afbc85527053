package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.breakwater.Golden;
import dev.breakwater.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The completion of each shell, in that shell. */
class CompletionTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/cli");

  @TempDir private Path folder;

  @BeforeEach
  void fillTheFolder() throws IOException {
    Files.writeString(folder.resolve("stack.yaml"), "");
    Files.writeString(folder.resolve("bash"), script("bash"));
    Files.writeString(folder.resolve("zsh"), script("zsh"));
    Files.writeString(folder.resolve("fish"), script("fish"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "fish"})
  void theScriptIsTheGoldenOne(String shell) throws IOException {
    Golden.check(GOLDEN.resolve("completion." + shell), script(shell));
  }

  @Test
  void anotherShellIsAUsageErrorThatNamesTheNearest() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(System.out, new PrintStream(err), false);
    Given word = new Given("bsh", "SHELL", false);
    assertThat(new Completion(word, Commands.line(), console).call()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("SHELL must be bash, zsh or fish, got bsh; did you mean bash?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check --form | --format",
        "check --format sa | sarif",
        "check --level b | baseline",
        "check --fail-on h | high",
        "check --type ter | terraform",
        "check --rule init | init-process",
        "check --skip init | init-process",
        "check sta | stack.yaml",
        "check --output sta | stack.yaml",
        "check --nothing |",
        "rules no-host-ipc init | init-process",
        "rules --export g | guard",
        "up --template sta | stack.yaml",
        "completion f | fish",
        "suggest-limit sta | stack.yaml",
        "sug | suggest-limit",
        "do | down",
      })
  void everyShellCompletesTheLastWord(String words, String completed) {
    String wanted = completed == null ? "" : completed;
    assertThat(inBash(words)).as("bash").isEqualTo(wanted);
    if (isInstalled("fish")) {
      assertThat(inFish(words)).as("fish").isEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "check --format sa, check --format sarif",
    "check --rule init, check --rule init-process",
    "check sta, check stack.yaml",
    "rules no-host-ipc init, rules no-host-ipc init-process",
    "do, down",
  })
  void zshCompletesTheLastWord(String words, String completed) throws IOException {
    assumeTrue(isInstalled("zsh"), "zsh is not installed");
    assertThat(inZsh(words)).isEqualTo("breakwater " + completed);
  }

  @Test
  void fishIsInstalledWhereItIsTried() {
    assumeTrue(isInstalled("fish"), "fish is not installed");
    assertThat(inFish("")).contains("check", "rules", "up", "down", "completion");
    assertThat(Shell.run("fish", "--no-execute", "" + folder.resolve("fish")).succeeded()).isTrue();
  }

  @Test
  void allCommandsAreCompleted() {
    assertThat(inBash("").split("\n"))
        .containsExactlyElementsOf(Commands.line().getSubcommands().keySet());
  }

  /** What readline would be told; the function complains that no line is edited. */
  private String inBash(String words) {
    return Shell.run(
            "bash",
            "-c",
            """
            cd "$1" && source ./bash
            COMP_WORDS=(breakwater $2)
            [[ $2 ]] || COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _complete_breakwater 2>/dev/null
            printf '%s\\n' "${COMPREPLY[@]}"
            """,
            "bash",
            folder.toString(),
            words)
        .orThrow()
        .strip();
  }

  private String inFish(String words) {
    return Shell.run(
            "fish",
            "--no-config",
            "-c",
            "cd $argv[1]; source fish; complete -C \"breakwater $argv[2]\" | string split -f 1 \\t",
            folder.toString(),
            words)
        .output()
        .strip();
  }

  /** Types the words and a tab on a terminal of zsh's own, and reads the line. */
  private String inZsh(String words) throws IOException {
    Path typing = folder.resolve("typing");
    Files.writeString(
        typing,
        """
        cd "$1"
        zmodload zsh/zpty
        zpty -b shell zsh -f -i
        zpty -w shell 'PS1=; cd '$1'; autoload -U compinit; compinit -u; source ./zsh'
        zpty -w shell 'show() { print -r -- "$BUFFER" >line; exit }; zle -N show; bindkey ^X show'
        zpty -w shell 'print ready >ready'
        for ((i = 0; i < 200; i++)); do [[ -e ready ]] && break; sleep 0.1; done
        zpty -n -w shell "breakwater $2"$'\\t\\x18'
        for ((i = 0; i < 100; i++)); do [[ -s line ]] && break; sleep 0.1; done
        zpty -d shell
        cat line
        """);
    return Shell.run("zsh", "-f", typing.toString(), folder.toString(), words).orThrow().strip();
  }

  private static boolean isInstalled(String shell) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(path -> Files.isExecutable(Path.of(path, shell)));
  }

  private static String script(String shell) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console = new Console(new PrintStream(out), System.err, false);
    CommandLine line = Commands.line();
    assertThat(new Completion(new Given(shell, "SHELL", false), line, console).call()).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
