package dev.breakwater.proxy;

import dev.breakwater.Images;
import dev.breakwater.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** nginx itself, in the image's own files: it judges many configurations in one container. */
final class NginxJudge {
  private static final String MARK = "# judged ";

  private static final String DOCKERFILE =
      """
      ARG BASE_IMAGE=debian:bookworm-slim
      FROM %s AS proxy
      FROM ${BASE_IMAGE}
      COPY --from=proxy / /proxy
      COPY judge /judge
      RUN mkdir -p /proxy/dev /proxy/judged \\
          && install -m 0666 /dev/null /proxy/dev/stdout
      CMD ["sh", "/judge"]
      """;

  /** The dump of what nginx takes; what it says of the rest. */
  private static final String JUDGE =
      """
      cp /proxy/judged/hosts /proxy/etc/hosts
      for file in /proxy/judged/*.conf; do
          name=$(basename "$file" .conf)
          if chroot --userspec=65532:65532 /proxy /usr/sbin/nginx -e stderr -T -c "/judged/$name.conf" \\
              > /tmp/dump 2> /tmp/said; then
              echo "# judged $name taken"
              cat /tmp/dump
          else
              echo "# judged $name refused"
              cat /tmp/said
          fi
      done
      """;

  private NginxJudge() {}

  /** Whether nginx took a configuration, and its dump or what it said. */
  record Judgement(boolean taken, String text) {}

  /**
   * Judges texts by names of letters, digits and hyphens.
   *
   * @param hosts the names of applications that must be found
   */
  static Map<String, Judgement> judge(Map<String, String> configurations, Set<String> hosts) {
    String proxy =
        Images.image(
            "proxy",
            ProxyImage.buildContext(ProxySettings.builder(Upstream.loopback(8081)).build()));
    TreeMap<String, byte[]> context = new TreeMap<>();
    context.put("Dockerfile", DOCKERFILE.formatted(proxy).getBytes(StandardCharsets.UTF_8));
    context.put("judge", JUDGE.getBytes(StandardCharsets.UTF_8));
    String image = Images.image("judge", context);
    Path folder = write(configurations, hosts);
    try {
      return read(
          Shell.run("docker", "run", "--rm", "--volume=" + folder + ":/proxy/judged:ro", image)
              .orThrow());
    } finally {
      remove(folder);
    }
  }

  private static Path write(Map<String, String> configurations, Set<String> hosts) {
    try {
      Path folder = Files.createTempDirectory("breakwater-judged");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      for (Map.Entry<String, String> one : configurations.entrySet()) {
        Files.writeString(folder.resolve(one.getKey() + ".conf"), one.getValue());
      }
      Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + String.join(" ", hosts) + "\n");
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Judgement> read(String output) {
    Map<String, Judgement> judgements = new LinkedHashMap<>();
    for (String part : output.split("(?m)^" + MARK, -1)) {
      String[] words = part.split("[ \n]", 3);
      if (words.length == 3) {
        judgements.put(words[0], new Judgement(words[1].equals("taken"), words[2]));
      }
    }
    return judgements;
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
