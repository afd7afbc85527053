package dev.breakwater;

import dev.breakwater.docker.BaseImage;
import dev.breakwater.docker.Docker;
import dev.breakwater.docker.DockerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The project's images for tests, each built once: the tag is the digest of what it is built from,
 * so that a second run finds it.
 */
public final class Images {
  private Images() {}

  /** The Debian 12 that the images stand on here: a public one, or one that this machine makes. */
  public static String base() {
    return baseFor(Path.of("app-container/Dockerfile")).orElseThrow();
  }

  /**
   * What this Dockerfile is built on here, where that is a choice; the proxy's on the image that
   * {@code -Dproxy.base=…} names, so that its tests can be run with another nginx.
   */
  private static Optional<String> baseFor(Path dockerfile) {
    try {
      String wanted = System.getProperty("proxy.base", "");
      return Files.readString(dockerfile).contains("/usr/sbin/nginx") && !wanted.isEmpty()
          ? Optional.of(wanted)
          : new BaseImage(new Docker(), line -> {}).argumentFor(dockerfile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DockerException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The sample application. */
  public static String application() {
    return image("app", folder(Path.of("app-container")));
  }

  /** The command line, from the jar that was packaged last. */
  public static String commandLine() {
    SortedMap<String, byte[]> context = folder(Path.of("cli-container"));
    try (Stream<Path> libraries = Files.list(Path.of("target/lib"))) {
      for (Path file : (Iterable<Path>) libraries::iterator) {
        context.put("lib/" + file.getFileName(), Files.readAllBytes(file));
      }
      context.put("breakwater.jar", Files.readAllBytes(Path.of("target/breakwater.jar")));
    } catch (IOException e) {
      throw new UncheckedIOException("mvn package makes the jar that the image holds", e);
    }
    return image("cli", context);
  }

  /** An image from a build context that a test made. */
  public static String image(String name, SortedMap<String, byte[]> context) {
    String tag =
        "breakwater-test-"
            + name
            + ":"
            + digest(context).substring(0, 16)
            + System.getProperty("proxy.base", "").replaceAll("[^A-Za-z0-9.]", "-");
    if (!Shell.run("docker", "image", "inspect", tag).succeeded()) {
      build(tag, context).orThrow();
    }
    return tag;
  }

  /** Builds a context, and says how that ended. */
  public static Shell.Result build(
      String tag, SortedMap<String, byte[]> context, String... arguments) {
    try {
      Path folder = Files.createTempDirectory("breakwater-test-image");
      for (String name : context.keySet()) {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, context.get(name));
      }
      List<String> command =
          new ArrayList<>(
              List.of("docker", "build", "--network=host", "--force-rm", "--tag=" + tag));
      baseFor(folder.resolve("Dockerfile"))
          .ifPresent(base -> command.add("--build-arg=BASE_IMAGE=" + base));
      command.addAll(List.of(arguments));
      command.add(folder.toString());
      return Shell.pipe(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder's files by their relative names. */
  public static SortedMap<String, byte[]> folder(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Every file of an image as {@code tar} lists it: mode, owner by number, size, date, name. */
  public static List<String> files(String image) {
    String container = Shell.run("docker", "create", image, "unused").orThrow().strip();
    try {
      return Shell.pipe(
              List.of("docker", "export", container),
              List.of("tar", "--list", "--verbose", "--numeric-owner"))
          .orThrow()
          .lines()
          .toList();
    } finally {
      Shell.run("docker", "rm", container);
    }
  }

  private static String digest(SortedMap<String, byte[]> context) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      context.forEach(
          (name, bytes) -> {
            sha256.update((name + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
            sha256.update(bytes);
          });
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
