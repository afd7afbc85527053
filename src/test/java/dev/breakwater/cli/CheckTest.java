package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code breakwater check} as somebody types it; the report goes to a file, to be looked at. */
class CheckTest {
  private static final Path FIXTURES = Path.of("src/test/resources");

  @TempDir private Path folder;
  private Path report;
  private String said = "";

  @BeforeEach
  void fillTheFolder() throws IOException {
    report = folder.resolve("report.txt");
    Files.copy(FIXTURES.resolve("hardened.yaml"), folder.resolve("hardened.yaml"));
    Files.copy(FIXTURES.resolve("careless.yaml"), folder.resolve("careless.yaml"));
    write("broken.yaml", "Resources:\n  Web:\n    Type: AWS::ECS::TaskDefinition\n   no");
    write("none.yaml", "a: b");
    write("README.md", "Not ours.");
    write("empty/README.md", "Not ours.");
    write("breakwater.yaml", "level: baseline");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "hardened.yaml --fomat json | 2 | Unknown option: '--fomat'",
        "hardened.yaml --fomat json | 2 | --format",
        "hardened.yaml --level | 2 | Expected parameter for option '--level'",
        "hardened.yaml --level strict | 2 | --level must be baseline or restricted, got strict",
        "hardened.yaml --level restricte | 2 | did you mean restricted?",
        "hardened.yaml --level RESTRICTED | 2 | did you mean restricted?",
        "hardened.yaml --level= | 2 | --level must be baseline or restricted, got nothing",
        "hardened.yaml --level baseline --level restricted | 2 | --level takes one value, got baseline, restricted",
        "hardened.yaml --fail-on hig | 2 | --fail-on must be low, medium, high or critical, got hig; did you mean high?",
        "hardened.yaml --format jsn | 2 | got jsn; did you mean json?",
        "hardened.yaml --format yaml | 2 | --format must be text, json, ",
        "hardened.yaml --format json --format text | 2 | --format takes one value",
        "hardened.yaml --type cloudfromation | 2 | did you mean cloudformation?",
        "hardened.yaml --type hcl | 2 | --type must be cloudformation, cdk-assembly, ",
        "hardened.yaml --rule init-proces | 2 | --rule: there is no rule init-proces; did you mean init-process?",
        "hardened.yaml --rule xyz | 2 | --rule: there is no rule xyz",
        "hardened.yaml --rule init-process --rule init-process | 2 | --rule names init-process twice",
        "hardened.yaml --rule init-process --level baseline | 2 | --level says nothing beside rule",
        "hardened.yaml --skip init-process | 2 | --skip must say why, got init-process without a reason",
        "hardened.yaml --skip init-process= | 2 | without a reason: ID=REASON",
        "hardened.yaml --skip init-proces=x | 2 | did you mean init-process?",
        "hardened.yaml --skip init-process=x --skip init-process=y | 2 | --skip names init-process twice",
        "hardened.yaml --rule init-process --skip init-process=x | 2 | --skip leaves out init-process, which rule names",
        "hardened.yaml --region europe | 2 | --region must be like eu-central-1, got europe",
        "hardened.yaml --account 12 | 2 | --account must be 12 digits, got 12",
        "hardened.yaml --parameters nope.json | 2 | --parameters: ",
        "hardened.yaml --parameters README.md | 2 | --parameters: ",
        "hardened.yaml --report sarif | 2 | --report must be FORMAT=FILE, such as sarif=breakwater.sarif, got sarif",
        "hardened.yaml --report sraif=x | 2 | --report must be text, json, ",
        "hardened.yaml --report json= | 2 | --report must be the name of a file, got nothing",
        "hardened.yaml --report json=- | 2 | --format chooses what standard output gets",
        "hardened.yaml --report json=x --report text=x | 2 | --report writes a second report to ",
        "hardened.yaml --report json=nope/x | 2 | --report: there is no folder ",
        "hardened.yaml --report json=empty | 2 | is a folder",
        "hardened.yaml --exclude [ | 2 | --exclude must be a pattern as in .gitignore, got [",
        "hardened.yaml --include `` | 2 | --include must be a pattern as in .gitignore, got nothing",
        "hardened.yaml --config nope.yaml | 2 | no such file",
        "hardened.yaml --config README.md | 2 | README.md:1:",
        "hardened.yaml --baseline nope.json | 2 | there is no baseline ",
        "hardened.yaml --baseline none.yaml | 2 | --baseline: ",
        "hardened.yaml --write-baseline | 2 | --write-baseline needs --baseline FILE",
        "- --watch | 2 | --watch waits for files to change; - has none",
        "nope.yaml | 2 | there is no file or folder ",
        "nope.yaml no.yaml | 2 | there is none of the files and folders ",
        "`` | 2 | a path must be a file, a folder or -, got nothing",
        "hardened.yaml nope.yaml | 3 | nope.yaml: no such file",
        "broken.yaml | 3 | broken.yaml:4:",
        "hardened.yaml broken.yaml | 3 | broken.yaml:4:",
        "none.yaml | 3 | none of what is read",
        "README.md hardened.yaml | 3 | README.md:1:1: none of what is read",
        "empty | 3 | holds nothing that can be judged",
        "hardened.yaml --include nothing | 0 | clean: 1 file",
        "careless.yaml broken.yaml | 1 | broken.yaml:4:",
        "careless.yaml --rule container-insights --fail-on critical | 0 | clean",
      })
  void wrongInputEndsWithACodeAndASentence(String words, int code, String sentence)
      throws IOException {
    assertThat(check(words == null ? "- --watch" : words)).isEqualTo(code);
    assertThat(said + (Files.exists(report) ? Files.readString(report) : "")).contains(sentence);
    if (code == ExitCode.USAGE) {
      assertThat(report).doesNotExist();
      assertThat(said).doesNotContain("\tat ", "Exception");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "levl: baseline | 2 | :1:7: levl is no option that a file can hold; did you mean level?",
        "watch: true | 2 | watch is no option that a file can hold",
        "level: [baseline, restricted] | 2 | level takes one value, got several",
        "level: {a: {b: c}} | 2 | level takes plain values, got ",
        "all: perhaps | 2 | :1:6: all must be true or false, got perhaps",
        "fail-on: hihg | 2 | :1:10: fail-on must be low, medium, high or critical, got hihg",
        "- level | 2 | a configuration is an object of options, got ",
        "level: 'baseline | 2 | not valid YAML",
        "waivers: [{rule: init-proces, resource: Web, reason: x, until: 2999-01-01}] | 2 | :1:18: there is no rule init-proces",
        "waivers: [{rule: init-process, resource: Web, until: 2999-01-01}] | 2 | reason of a waiver",
        "skip: {init-process: } | 2 | :1:21: skip must say why, got init-process without a reason",
        "skip: {init-process: tini is the entry point} | 0 | init-process: tini is the entry point",
        "level: baseline | 0 | clean",
      })
  void aWrongConfigurationIsNamedWithItsPlace(String text, int code, String sentence)
      throws IOException {
    write("breakwater.yaml", text);
    assertThat(check("hardened.yaml --config breakwater.yaml")).isEqualTo(code);
    assertThat(said + (Files.exists(report) ? Files.readString(report) : "")).contains(sentence);
  }

  @Test
  void theCommandLineWinsOverTheFile() throws IOException {
    write("breakwater.yaml", "rule: [init-process]\nskip: {pinned-image: no registry}");
    assertThat(check("careless.yaml --config breakwater.yaml --rule pinned-image")).isEqualTo(1);
    assertThat(Files.readString(report)).contains("pinned-image", "1 rule").doesNotContain("init-");
    assertThat(check("careless.yaml --config breakwater.yaml --level baseline")).isEqualTo(1);
    assertThat(Files.readString(report)).doesNotContain("1 rule\n").doesNotContain("init-process");
  }

  @Test
  void standardInputIsRead() throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("careless.yaml"))));
    try {
      assertThat(check("-")).isEqualTo(1);
    } finally {
      System.setIn(before);
    }
    assertThat(Files.readString(report)).startsWith("-\n").contains("| Privileged: true");
  }

  @Test
  void aSecretIsInNoReport() throws IOException {
    assertThat(check("careless.yaml --report json=a.json --report sarif=a.sarif")).isEqualTo(1);
    for (String name : new String[] {"report.txt", "a.json", "a.sarif"}) {
      assertThat(Files.readString(folder.resolve(name)))
          .contains("no-secret-in-environment")
          .doesNotContain("correct horse");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "sarif", "junit", "html", "markdown", "github"})
  void aReportThatCannotBeWrittenIsBrokenAndLeavesNothingBehind(String format) {
    assertThat(run("check", name("careless.yaml"), "--report", format + "=/dev/full")).isEqualTo(4);
    assertThat(said).contains("the " + format + " report cannot be written to /dev/full: ");
    assertThat(Files.isRegularFile(Path.of("/dev/full"))).isFalse();
  }

  @Test
  void aReportReplacesTheOneBeforeAndNothingIsLeftBesideIt() throws IOException {
    check("careless.yaml");
    check("hardened.yaml");
    assertThat(report)
        .hasContent("clean: 1 file, " + dev.breakwater.rule.Rules.ALL.size() + " rules");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  void noReportIsWrittenOverWhatIsJudgedOrOverWhatJudgesIt() throws IOException {
    String before = Files.readString(folder.resolve("careless.yaml"));
    String judged = "a report cannot be written over " + name("careless.yaml") + ": it is judged";
    assertThat(run("check", name("careless.yaml"), "--output", name("careless.yaml"))).isEqualTo(2);
    assertThat(said).contains(judged);
    assertThat(run("check", folder.toString(), "--report", "json=" + name("careless.yaml")))
        .isEqualTo(2);
    assertThat(said).contains(judged);
    assertThat(
            run(
                "check",
                name("none.yaml"),
                "--baseline",
                name("careless.yaml"),
                "--write-baseline"))
        .isEqualTo(2);
    assertThat(said).contains("a baseline is what --write-baseline writes");
    String baseline = name("baseline.json");
    assertThat(
            run(
                "check",
                name("hardened.yaml"),
                "--baseline",
                baseline,
                "--write-baseline",
                "--output",
                baseline))
        .isEqualTo(2);
    assertThat(said).contains("--baseline names it too");
    assertThat(folder.resolve("careless.yaml")).hasContent(before);
  }

  @Test
  void aReportInTheFolderThatIsJudgedReplacesTheOneBefore() {
    for (int run = 0; run < 2; run++) {
      String words = "--config %s --output %s --format json";
      assertThat(
              run(
                  ("check " + folder + " " + words)
                      .formatted(name("breakwater.yaml"), name("report.json"))
                      .split(" ")))
          .isNotEqualTo(2);
    }
  }

  @Test
  void belowFailOnIsNoFinding() throws IOException {
    assertThat(check("careless.yaml --rule init-process --fail-on high")).isZero();
    assertThat(Files.readString(report)).contains("below --fail-on high", "clean: ");
    assertThat(check("careless.yaml broken.yaml --rule init-process --fail-on high")).isEqualTo(3);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** The words with their files in the folder, and an output to look at. */
  private int check(String words) throws IOException {
    Files.deleteIfExists(report);
    StringBuilder line = new StringBuilder("check");
    for (String word : words.split(" ", -1)) {
      line.append('\u0000').append(word.equals("``") ? "" : placed(word));
    }
    if (!words.contains("--output")) {
      line.append("\u0000--output\u0000").append(report);
    }
    return run(line.toString().split("\u0000", -1));
  }

  private String placed(String word) {
    int equals =
        word.startsWith("json=") || word.startsWith("text=") || word.startsWith("sarif=")
            ? word.indexOf('=') + 1
            : 0;
    String file = word.substring(equals);
    boolean isFile =
        file.matches("(.*\\.(yaml|json|md|sarif)|empty|nope/x)")
            || (equals > 0 && file.equals("x"));
    return isFile ? word.substring(0, equals) + name(file) : word;
  }

  private String name(String file) {
    return folder.resolve(file).toString();
  }

  private int run(String... words) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      CommandLine line = Commands.line();
      line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
      return line.execute(words);
    } finally {
      System.setErr(before);
      said = err.toString(StandardCharsets.UTF_8);
    }
  }
}
