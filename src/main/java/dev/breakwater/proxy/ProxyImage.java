package dev.breakwater.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The proxy's image: what a task definition must know of it, and the build context that makes it.
 * The context's fixed files are those of {@code proxy-container/} in the repository, carried in the
 * jar; the configuration is rendered.
 */
public final class ProxyImage {
  /** The user and group that the image runs as, by number. */
  public static final String USER = "65532:65532";

  /** The one path that must be writable: pid file, health socket and request bodies. A tmpfs. */
  public static final String WRITABLE_PATH = "/tmp";

  /**
   * The exec-form health check: a program of its own in the image asks nginx, over a Unix socket
   * that only this container has. It needs no shell.
   */
  public static final List<String> HEALTH_CHECK =
      List.of("CMD", "/usr/bin/health", "unix:/tmp/health.sock", "/health");

  /**
   * Open files that the proxy wants ({@code ulimits nofile}): two for each of 8192 connections, and
   * some for itself.
   */
  public static final int OPEN_FILES = 16_896;

  /** The files of the context that are the same for all settings. */
  static final List<String> FIXED_FILES =
      List.of("Dockerfile", "contents.sh", "group", "health.c", "passwd");

  /** What the flavour with inspection has besides. */
  static final List<String> INSPECTION_FILES = List.of("inspection.lua", "inspection.sh");

  /** The base of the flavour with inspection. */
  static final String DEBIAN =
      "debian:bookworm-slim@sha256:88200866dfff7ea7f5cbcb6ec7c8a701889efe6fe859fe64d6990e4b07ea4171";

  private static final Pattern DEFAULT_BASE = Pattern.compile("(?m)^ARG BASE_IMAGE=.*$");

  private static final String FOLDER = "/dev/breakwater/proxy/container/";

  private ProxyImage() {}

  /**
   * The image's build context, complete: a file's name to its bytes, in the order of the names. The
   * Dockerfile's argument {@code BASE_IMAGE} may name any Debian base: with its own nginx, or
   * without one, and then the distribution's is installed. With inspection it must be a Debian
   * without nginx.
   *
   * @param settings what the configuration follows from
   */
  public static SortedMap<String, byte[]> buildContext(ProxySettings settings) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String name : FIXED_FILES) {
      files.put(name, resource(name));
    }
    files.put("nginx.conf", NginxConfiguration.render(settings).getBytes(StandardCharsets.UTF_8));
    files.put("hosts", hosts(settings).getBytes(StandardCharsets.UTF_8));
    settings
        .inspection()
        .ifPresent(
            inspection -> {
              files.put("Dockerfile", onDebian(files.get("Dockerfile")));
              for (String name : INSPECTION_FILES) {
                files.put(name, resource("inspection/" + name));
              }
              files.put(
                  "inspection.conf",
                  Inspection.render(settings, inspection).getBytes(StandardCharsets.UTF_8));
            });
    return files;
  }

  /** Debian's module fits Debian's nginx only. */
  private static byte[] onDebian(byte[] dockerfile) {
    return DEFAULT_BASE
        .matcher(new String(dockerfile, StandardCharsets.UTF_8))
        .replaceFirst("ARG BASE_IMAGE=" + DEBIAN)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** nginx looks the application's name up when it checks its configuration, also in the build. */
  private static String hosts(ProxySettings settings) {
    return settings.upstream() instanceof Upstream.Tcp tcp && tcp.isNamed()
        ? "127.0.0.1 localhost " + tcp.host() + "\n"
        : "127.0.0.1 localhost\n";
  }

  private static byte[] resource(String name) {
    try (InputStream in = ProxyImage.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + FOLDER + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
