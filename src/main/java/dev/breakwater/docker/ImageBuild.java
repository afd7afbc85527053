package dev.breakwater.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A Docker image to build of a folder.
 *
 * @param tag what it is called on the engine
 * @param directory the build context
 * @param dockerfile in the directory, such as {@code Dockerfile}
 * @param arguments build arguments
 * @param target the stage to stop at; empty for the last one
 * @param platform such as {@code linux/arm64}; empty for the engine's own
 */
public record ImageBuild(
    String tag,
    Path directory,
    String dockerfile,
    Map<String, String> arguments,
    String target,
    String platform) {
  /** Packages are fetched and compiled in it. */
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private static final int LAST_LINES = 20;
  private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*m");
  private static final Pattern BUILDERS_OWN =
      Pattern.compile("^DEPRECATED: The legacy builder|Install the buildx component|/go/buildx/");

  public ImageBuild {
    arguments = Map.copyOf(arguments);
  }

  /**
   * Builds it, on the base that there is here; what has not changed comes out of the engine's
   * cache.
   *
   * @param heard is told each line of the build's output
   * @throws DockerException when it does not build, with the end of the build's output
   */
  public void run(Docker docker, BaseImage base, Consumer<String> heard)
      throws DockerException, InterruptedException {
    Path file = directory.resolve(dockerfile);
    if (!Files.isRegularFile(file)) {
      throw new DockerException("the image %s has no %s".formatted(tag, file));
    }
    Map<String, String> all = new TreeMap<>(arguments);
    if (!all.containsKey("BASE_IMAGE")) {
      base.argumentFor(file).ifPresent(image -> all.put("BASE_IMAGE", image));
    }
    Deque<String> lastLines = new ConcurrentLinkedDeque<>();
    try {
      docker.run(
          command(all, foreign(docker)), Map.of(), "", LIMIT, line -> tell(line, heard, lastLines));
    } catch (DockerException e) {
      String reason = e.getMessage().replaceFirst("^docker build failed: ", "");
      throw new DockerException(
          "the image of %s does not build: %s".formatted(directory, reason),
          List.copyOf(lastLines));
    }
  }

  /** Without colours, and without what the client says of its own builder each time. */
  private static void tell(String line, Consumer<String> heard, Deque<String> lastLines) {
    String plain = COLOUR.matcher(line).replaceAll("").stripTrailing();
    if (plain.isEmpty() || BUILDERS_OWN.matcher(plain).find()) {
      return;
    }
    lastLines.add(plain);
    if (lastLines.size() > LAST_LINES) {
      lastLines.poll();
    }
    heard.accept(plain);
  }

  /**
   * The docker command. It suits the classic builder too, which has no network of its own where the
   * engine cannot translate addresses: hence the host's.
   *
   * @param all the build arguments
   */
  public List<String> command(Map<String, String> all) {
    // As if the engine were of this machine's kind.
    String arch = System.getProperty("os.arch").replace("aarch64", "arm64");
    return command(all, platform.equals("linux/" + arch) ? "" : platform);
  }

  /** The classic builder knows no platforms, and needs none where the engine's own is wanted. */
  private String foreign(Docker docker) throws DockerException, InterruptedException {
    String own = docker.run("version", "--format", "{{.Server.Os}}/{{.Server.Arch}}").get(0);
    return platform.equals(own) ? "" : platform;
  }

  private List<String> command(Map<String, String> all, String wantedPlatform) {
    List<String> words = new ArrayList<>(List.of("build", "--network", "host", "--force-rm"));
    words.addAll(List.of("--tag", tag, "--label", "dev.breakwater.image=" + tag));
    words.addAll(List.of("--file", directory.resolve(dockerfile).toString()));
    if (!wantedPlatform.isEmpty()) {
      words.addAll(List.of("--platform", wantedPlatform));
    }
    if (!target.isEmpty()) {
      words.addAll(List.of("--target", target));
    }
    new TreeMap<>(all)
        .forEach((name, value) -> words.addAll(List.of("--build-arg", name + "=" + value)));
    words.add(directory.toString());
    return words;
  }
}
