package dev.breakwater;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A small checkout with the real launcher, run with the real Java and bash. Maven, npm and apt-get
 * are scripts that write down how they were called, so that no test changes this machine;
 * src/it/fresh-machine tries the real ones.
 */
final class LauncherCheckout {
  /** The JDK that runs this test. */
  static final Path JDK = Path.of(System.getProperty("java.home"));

  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "env",
          "readlink",
          "find",
          "mkdir",
          "cp",
          "mv",
          "rm",
          "sleep",
          "tail",
          "tr",
          "grep",
          "chmod");

  private final Path folder;
  private final Path checkout;
  private final Path tools;
  private final Path calls;

  /** What the launcher starts in these tests: it says how it was called. */
  static final class CommandLine {
    public static void main(String[] words) {
      System.out.println(String.join(" ", words));
      List<String> given = List.of(words);
      System.exit(given.contains("--prot") ? 2 : given.contains("check") ? 1 : 0);
    }
  }

  /** How a run of the launcher ended. */
  record Run(int exitCode, String out, String err) {}

  LauncherCheckout(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    checkout = Files.createDirectory(this.folder.resolve("checkout"));
    tools = Files.createDirectory(this.folder.resolve("tools"));
    calls = Files.createFile(this.folder.resolve("calls"));
    Files.copy(Path.of("breakwater"), launcher());
    for (String source :
        List.of("src/main/java", "proxy-container", "app-container", "cli-container")) {
      Files.createDirectories(checkout.resolve(source));
    }
    for (String source : List.of("pom.xml", "cdk.json", "package-lock.json")) {
      Files.createFile(checkout.resolve(source));
    }
    for (String tool : TOOLS) {
      script(tools.resolve(tool), "exec " + onThePath(tool) + " \"$@\"");
    }
    Path jar = folder.resolve("built.jar");
    makeJar(jar);
    tool(
        "mvn",
        "mkdir -p $home && cp %s $home/breakwater.jar"
            .replace("$home", checkout + "/target")
            .formatted(jar));
  }

  Path launcher() {
    return checkout.resolve("breakwater");
  }

  /** A file of the checkout, which need not exist. */
  Path file(String name) {
    return checkout.resolve(name);
  }

  /** How the tools were called, in order. */
  List<String> calls() throws IOException {
    return Files.readAllLines(calls);
  }

  /** Puts a tool on the path that writes down how it was called, and then does this. */
  void tool(String name, String then) throws IOException {
    script(tools.resolve(name), "echo \"%s $*\" >>%s\n%s".formatted(name, calls, then));
  }

  /** Takes Maven off the path. */
  void loseMaven() throws IOException {
    Files.move(tools.resolve("mvn"), folder.resolve("mvn"));
  }

  /** Puts back what {@link #loseMaven} took. */
  void findMaven() throws IOException {
    Files.copy(folder.resolve("mvn"), tools.resolve("mvn"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** What an installer runs to put back what {@link #loseMaven} took. */
  String installMaven() {
    return "cp %s %s".formatted(folder.resolve("mvn"), tools);
  }

  Run breakwater(String... words) throws Exception {
    return run(launcher(), JDK, words);
  }

  /** Runs a launcher in another folder than its own, with no tool on the path but the test's. */
  Run run(Path launcher, Path javaHome, String... words) throws Exception {
    return start(
        javaHome, Stream.concat(Stream.of(launcher.toString()), Stream.of(words)).toList());
  }

  /** Runs the launcher as somebody who is not root. */
  Run runAsNobody(String... words) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command = new ArrayList<>();
    if (ProcessHandle.current().info().user().orElse("").equals("root")) {
      command.addAll(List.of(onThePath("setpriv").toString(), "--reuid=65534", "--clear-groups"));
    }
    command.add(launcher().toString());
    command.addAll(List.of(words));
    return start(JDK, command);
  }

  private Run start(Path javaHome, List<String> command) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder
        .environment()
        .put("DOCKER_HOST", "unix:///nowhere"); // an engine is set, so none is missing
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    int exitCode = builder.start().waitFor();
    return new Run(exitCode, Files.readString(out), Files.readString(err));
  }

  /** Writes an executable file. */
  static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n", UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path onThePath(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + tool + " on PATH"));
  }

  private static void makeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, CommandLine.class.getName());
    String name = CommandLine.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream in = CommandLine.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new ZipEntry(name));
      in.transferTo(out);
    }
  }
}
