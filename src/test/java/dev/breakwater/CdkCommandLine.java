package dev.breakwater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The stock command line of the CDK, as package.json pins it, run as a user would. */
public final class CdkCommandLine {
  private static final Path NODE_MODULES = Path.of("node_modules/.bin").toAbsolutePath();
  private static final Path CDK = NODE_MODULES.resolve("cdk");
  private static final long MINUTES = 3;

  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();

  /**
   * The command line with a directory to work in, which may hold its cdk.json.
   *
   * <p>The environment's own AWS settings do not reach it, and the CDK's own validator is off.
   */
  public CdkCommandLine(Path directory) {
    assumeTrue(Files.isExecutable(CDK), "no " + CDK + ": run npm ci, or ./breakwater test");
    this.directory = directory;
    // A Node.js behind its end of life says so on every run; npm has brought one that is not.
    environment.put("PATH", NODE_MODULES + File.pathSeparator + System.getenv("PATH"));
    environment.put("CDK_VALIDATION", "false");
    environment.put("CDK_DISABLE_CLI_TELEMETRY", "true");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_CONFIG_FILE", directory.resolve("no-config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("no-credentials").toString());
  }

  /** Sets a variable of its environment. */
  public CdkCommandLine with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs {@code cdk} with these arguments. */
  public Run cdk(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(CDK.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--no-notices", "--no-color"));
    return run(command);
  }

  /** Runs a program by itself. */
  public Run java(Class<?> program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(javaOf(program));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** A program of this class path, as the option {@code --app} wants it. */
  public static String app(Class<?> program, String... arguments) {
    return String.join(" ", javaOf(program)) + " " + String.join(" ", arguments);
  }

  private static List<String> javaOf(Class<?> program) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        program.getName());
  }

  private Run run(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("cdk-", ".out");
    Path err = Files.createTempFile("cdk-", ".err");
    try {
      return run(command, out, err);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private Run run(List<String> command, Path out, Path err)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    // With CI the command line writes to stdout what it otherwise writes to stderr.
    builder.environment().remove("CI");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Run(process.waitFor(), Files.readString(out), Files.readString(err));
  }

  /** What a run gave. */
  public record Run(int exitCode, String out, String err) {

    /** The run did what was asked, and said nothing of the gate. */
    public Run passed() {
      assertThat(exitCode).as("%s", this).isZero();
      assertThat(err).doesNotContain("FATAL", "breakwater::");
      return this;
    }

    /** The run ended with 1, showed no template and no stack trace, and gave a report. */
    public Run refused() {
      assertThat(exitCode).as("%s", this).isEqualTo(1);
      assertThat(out).doesNotContain("Resources:");
      assertThat(err).contains("FATAL").doesNotContain("Exception in thread", "\tat ", "    at ");
      return this;
    }

    /** How often the report names a rule. */
    public int times(String rule) {
      return err.split("Rule breakwater::" + rule + "\n", -1).length - 1;
    }
  }
}
