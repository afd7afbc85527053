package dev.breakwater.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the images are built on. A Dockerfile that begins with {@code ARG
 * BASE_IMAGE=debian:bookworm…}, or with nginx's own image on a Debian, builds on any Debian: on its
 * public default where a registry answers, else on {@value #LOCAL}, which is made of Debian's own
 * packages and kept for the next time.
 */
public final class BaseImage {
  /** The base that this machine makes itself. */
  public static final String LOCAL = "breakwater-base:bookworm";

  /** What the images say that they are built on, where nothing else is asked for. */
  public static final String DEBIAN = "debian:bookworm-slim";

  private static final Pattern DEFAULT =
      Pattern.compile(
          "(?m)^ARG\\s+BASE_IMAGE=(?:docker\\.io/)?(?:library/)?"
              + "(debian:bookworm\\S*|nginx:[0-9.]+-(?:bookworm|trixie)\\S*)");
  private static final Duration PULL = Duration.ofMinutes(5);
  private static final Duration MAKE = Duration.ofMinutes(15);

  private final Docker docker;
  private final Consumer<String> say;

  /**
   * Finds base images on one engine.
   *
   * @param docker the engine
   * @param say is told what is done, before it is done
   */
  public BaseImage(Docker docker, Consumer<String> say) {
    this.docker = docker;
    this.say = say;
  }

  /**
   * The value of {@code BASE_IMAGE} to build this Dockerfile with; empty when the Dockerfile takes
   * no Debian as its base, and so builds on whatever it names.
   *
   * @throws DockerException when no registry answers and none can be made here
   */
  public Optional<String> argumentFor(Path dockerfile)
      throws DockerException, InterruptedException {
    Matcher matcher;
    try {
      matcher = DEFAULT.matcher(Files.readString(dockerfile));
    } catch (IOException e) {
      throw new DockerException("cannot read %s: %s".formatted(dockerfile, e.getMessage()));
    }
    return matcher.find() ? Optional.of(reference(matcher.group(1))) : Optional.empty();
  }

  /**
   * An image on the engine that holds a Debian 12.
   *
   * @param wanted the public one
   */
  public String reference(String wanted) throws DockerException, InterruptedException {
    for (String present : List.of(wanted, LOCAL)) {
      if (docker.succeeds("image", "inspect", "--format", "{{.Id}}", present)) {
        return present;
      }
    }
    say.accept("Pulling the base image " + wanted);
    String reason;
    try {
      docker.run(List.of("pull", "--quiet", wanted), Map.of(), "", PULL, line -> {});
      return wanted;
    } catch (DockerException e) {
      reason = e.getMessage();
    }
    make(reason);
    return LOCAL;
  }

  private void make(String whyNotPulled) throws DockerException, InterruptedException {
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      throw new DockerException(
          "no base image: %s; and it cannot be made of Debian's packages here, because %s"
              .formatted(whyNotPulled, obstacle.get()));
    }
    say.accept(
        "No public registry answers: making the base image %s of Debian's packages (about 30 s, kept for the next time)"
            .formatted(LOCAL));
    Path folder = temporaryFolder();
    try {
      DebianRoot.make(folder.resolve("root"), say);
      Path archive = folder.resolve("base.tar");
      run(List.of("tar", "-C", folder.resolve("root").toString(), "-cf", archive.toString(), "."));
      docker.run(
          List.of(
              "import",
              "--change",
              "LABEL dev.breakwater.base=bookworm",
              archive.toString(),
              LOCAL),
          Map.of(),
          "",
          MAKE,
          line -> {});
    } finally {
      run(List.of("rm", "-rf", "--one-file-system", folder.toString()));
    }
  }

  private static Optional<String> obstacle() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return Optional.of("that takes root");
    }
    boolean installed =
        Stream.of("/usr/sbin/debootstrap", "/sbin/debootstrap", "/usr/bin/debootstrap")
            .anyMatch(file -> Files.isExecutable(Path.of(file)));
    return installed
        ? Optional.empty()
        : Optional.of("debootstrap is not installed (Debian: apt-get install debootstrap)");
  }

  private void run(List<String> words) throws DockerException, InterruptedException {
    Command.Result result = new Command(words, Map.of(), "").run(MAKE, line -> {});
    if (result.exitCode() != 0) {
      throw new DockerException(
          "the base image cannot be made: " + result.lastLine(), tail(result.errors()));
    }
  }

  private static List<String> tail(List<String> lines) {
    return new ArrayList<>(lines).subList(Math.max(0, lines.size() - 10), lines.size());
  }

  private static Path temporaryFolder() throws DockerException {
    try {
      return Files.createTempDirectory("breakwater-base");
    } catch (IOException e) {
      throw new DockerException("cannot make a temporary folder: " + e.getMessage());
    }
  }
}
