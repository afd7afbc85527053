package dev.breakwater.construct;

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
final class CdkCommandLine {
  private static final Path NODE_MODULES = Path.of("node_modules/.bin").toAbsolutePath();
  private static final Path CDK = NODE_MODULES.resolve("cdk");
  private static final long MINUTES = 3;

  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();

  /**
   * The command line in a directory, which holds its cdk.json, if any, and gets its output.
   *
   * <p>The environment's own AWS settings do not reach it, and the CDK's own validator is off.
   */
  CdkCommandLine(Path directory) {
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

  CdkCommandLine with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs {@code cdk} with these arguments. */
  Run cdk(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(CDK.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--no-notices", "--no-color"));
    return run(command);
  }

  /** Runs a case of {@link GateCases} with the command line as its parent. */
  Run cdkOf(String gateCase, String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--app", String.join(" ", java(gateCase))));
    return cdk(all.toArray(String[]::new));
  }

  /** Runs a case of {@link GateCases} by itself. */
  Run javaOf(String gateCase) throws IOException, InterruptedException {
    return run(java(gateCase));
  }

  private static List<String> java(String gateCase) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        GateCases.class.getName(),
        gateCase);
  }

  private Run run(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Run(process.waitFor(), Files.readString(out), Files.readString(err));
  }

  /** What a run gave. */
  record Run(int exitCode, String out, String err) {

    /** The run did what was asked, and said nothing of the gate. */
    Run passed() {
      assertThat(exitCode).as("%s", this).isZero();
      assertThat(err).doesNotContain("FATAL", "breakwater::");
      return this;
    }

    /** The run ended with 1, showed no template and no stack trace, and gave a report. */
    Run refused() {
      assertThat(exitCode).as("%s", this).isEqualTo(1);
      assertThat(out).doesNotContain("Resources:");
      assertThat(err).contains("FATAL").doesNotContain("Exception in thread", "\tat ", "    at ");
      return this;
    }

    /** How often the report names a rule. */
    int times(String rule) {
      return err.split("Rule breakwater::" + rule + "\n", -1).length - 1;
    }
  }
}
