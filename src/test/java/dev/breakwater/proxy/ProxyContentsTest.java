package dev.breakwater.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.Golden;
import dev.breakwater.Images;
import dev.breakwater.Shell;
import dev.breakwater.report.JsonSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is in the proxy's image, where it came from, and that the next build makes the same. */
@Tag("docker")
final class ProxyContentsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/proxy/files.txt");
  private static final String BOM = "/usr/share/sbom/bom.json";

  /** What the engine puts into every container. */
  private static final Set<String> OF_THE_ENGINE =
      Set.of(
          ".dockerenv",
          "dev/",
          "dev/console",
          "dev/pts/",
          "dev/shm/",
          "etc/hostname",
          "etc/hosts",
          "etc/mtab -> /proc/mounts",
          "etc/resolv.conf",
          "proc/",
          "sys/");

  private static String image;
  private static String stage;

  /** On a base without nginx, whatever else this machine has. */
  @BeforeAll
  static void build() {
    image = built("distribution", context(), "--build-arg=BASE_IMAGE=" + Images.base());
    stage = built("stage", context(), "--build-arg=BASE_IMAGE=" + Images.base(), "--target=build");
  }

  private static SortedMap<String, byte[]> context() {
    return ProxyImage.buildContext(ProxySettings.builder(Upstream.loopback(8081)).build());
  }

  /**
   * The image built anew of the same packages. The comment and the title are not in its layers;
   * they keep the engine from taking a step out of its cache, which knows nothing of times.
   *
   * @param date what the files' times are set to
   */
  private static String anew(String date) {
    String unique = UUID.randomUUID().toString();
    SortedMap<String, byte[]> context = new TreeMap<>(context());
    context.put("contents.sh", changed("contents.sh", "set -eu", "set -eu # " + unique));
    context.put(
        "Dockerfile",
        new String(changed("Dockerfile", "--date=@0", "--date=" + date), StandardCharsets.UTF_8)
            .replace("Breakwater proxy", unique)
            .getBytes(StandardCharsets.UTF_8));
    return built("anew", context, "--build-arg=BASE_IMAGE=" + Images.base());
  }

  private static byte[] changed(String file, String before, String after) {
    String text = new String(context().get(file), StandardCharsets.UTF_8);
    assertThat(text).contains(before);
    return text.replace(before, after).getBytes(StandardCharsets.UTF_8);
  }

  private static String built(String name, SortedMap<String, byte[]> context, String... arguments) {
    String tag = "breakwater-test-contents:" + name;
    Images.build(tag, context, arguments).orThrow();
    return tag;
  }

  /** An image of these lines. */
  private static String of(String name, String dockerfile) {
    return built(
        name, new TreeMap<>(Map.of("Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8))));
  }

  private static String layers(String image) {
    return Shell.run("docker", "image", "inspect", "--format", "{{.RootFS.Layers}}", image)
        .orThrow();
  }

  /** Mode, owner and name of each file and folder. */
  private static String listing(String image) {
    return Images.files(image).stream()
        .map(line -> line.split("\\s+", 6))
        .filter(words -> !OF_THE_ENGINE.contains(words[5]))
        .map(words -> words[0] + " " + words[1] + " " + words[5] + "\n")
        .collect(Collectors.joining());
  }

  private static String file(String image, String path) throws IOException {
    String container = Shell.run("docker", "create", image, "unused").orThrow().strip();
    Path copy = Files.createTempFile("breakwater-test", ".file");
    try {
      Shell.run("docker", "cp", container + ":" + path, copy.toString()).orThrow();
      return Files.readString(copy);
    } finally {
      Shell.run("docker", "rm", container);
      Files.delete(copy);
    }
  }

  @Test
  void holdsTheseFilesAndNoOther() throws IOException {
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "the golden file is of amd64");
    Golden.check(GOLDEN, listing(image));
    assertThat(listing(of("more", "FROM " + image + "\nCOPY Dockerfile /usr/bin/\n")))
        .isEqualTo(
            Files.readString(GOLDEN)
                .replace(
                    "-r-xr-xr-x 0/0 usr/bin/health\n",
                    "-rw-r--r-- 0/0 usr/bin/Dockerfile\n-r-xr-xr-x 0/0 usr/bin/health\n"));
  }

  @Test
  void isTheSameOnceMoreAndWouldDifferByTheTimesOfItsFiles() {
    assertThat(layers(anew("@0"))).isEqualTo(layers(image));
    assertThat(layers(anew("@1"))).isNotEqualTo(layers(image));
  }

  @Test
  void takesAtMostTwelveMegabytes() {
    assertThat(bytes(image)).isLessThanOrEqualTo(12_000_000L);
    assertThat(bytes(stage)).isGreaterThan(12_000_000L);
  }

  private static long bytes(String image) {
    return Long.parseLong(
        Shell.run("docker", "image", "inspect", "--format", "{{.Size}}", image).orThrow().strip());
  }

  @Test
  void mapsEveryLibraryThatItHolds() throws IOException {
    assertThat(unused(image)).isEmpty();
    assertThat(unused(of("unused", "FROM " + image + "\nCOPY Dockerfile /lib/libunused.so.1\n")))
        .containsExactly("lib/libunused.so.1");
  }

  /** Libraries in the image that the running nginx has not mapped. */
  private static List<String> unused(String image) throws IOException {
    String container =
        Shell.run(
                "docker",
                "run",
                "--detach",
                "--network=none",
                "--read-only",
                "--tmpfs=/tmp:uid=65532,gid=65532",
                "--ulimit=nofile=" + ProxyImage.OPEN_FILES,
                image)
            .orThrow()
            .strip();
    try {
      String pid =
          Shell.run("docker", "inspect", "--format", "{{.State.Pid}}", container).orThrow().strip();
      String maps = Files.readString(Path.of("/proc", pid, "maps"));
      assertThat(maps).contains("/usr/sbin/nginx");
      return Images.files(image).stream()
          .map(line -> line.replaceFirst(".* ", ""))
          .filter(name -> name.contains(".so."))
          .filter(name -> !maps.contains("/" + name + "\n"))
          .toList();
    } finally {
      Shell.run("docker", "rm", "--force", container).orThrow();
    }
  }

  @Test
  void listsItsPackagesAsCycloneDx() throws IOException {
    String bom = file(image, BOM);
    assertThat(JsonSchemas.ofCycloneDx(bom)).isEmpty();
    assertThat(JsonSchemas.ofCycloneDx(bom.replace("\"type\":\"library\"", "\"type\":\"lib\"")))
        .isNotEmpty();
    Map<String, String> listed = versions(bom);
    assertThat(listed.keySet())
        .containsExactlyInAnyOrderElementsOf(
            listing(image)
                .lines()
                .filter(line -> line.contains("status.d/") && !line.endsWith("/"))
                .map(line -> line.replaceFirst(".*/", ""))
                .toList())
        .contains("nginx", "libc6", "libssl3");
    assertThat(installed()).containsAllEntriesOf(listed);
  }

  @Test
  void namesItsPackagesByTheirUrls() throws IOException {
    for (JsonNode component : new ObjectMapper().readTree(file(image, BOM)).get("components")) {
      String name = component.get("name").asText();
      String version = component.get("version").asText();
      assertThat(component.get("purl").asText())
          .startsWith(
              "pkg:deb/debian/" + name + "@" + version.replace("+", "%2B").replace(":", "%3A"))
          .contains("?arch=", "&distro=debian-12");
      assertThat(file(image, "/var/lib/dpkg/status.d/" + name))
          .startsWith("Package: " + name + "\n")
          .contains("\nStatus: install ok installed\n", "\nVersion: " + version + "\n");
    }
    assertThat(file(image, BOM)).contains("&upstream=glibc@");
    assertThat(file(image, "/etc/os-release")).contains("ID=debian\n", "VERSION_ID=\"12\"\n");
  }

  private static Map<String, String> versions(String bom) throws IOException {
    Map<String, String> versions = new TreeMap<>();
    for (JsonNode component : new ObjectMapper().readTree(bom).get("components")) {
      versions.put(component.get("name").asText(), component.get("version").asText());
    }
    return versions;
  }

  /** What dpkg says where the image was made. */
  private static Map<String, String> installed() {
    return Shell.run(
            "docker",
            "run",
            "--rm",
            "--network=none",
            stage,
            "dpkg-query",
            "--show",
            "--showformat",
            "${Package} ${Version}\\n")
        .orThrow()
        .lines()
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(words -> words[0], words -> words[1], (one, other) -> one));
  }

  @Test
  void takesTheNginxOfItsBase() throws IOException {
    String base =
        of(
            "with-nginx",
            """
            FROM %s
            RUN mkdir -p /own/DEBIAN /own/usr/sbin && cp /usr/sbin/nginx /own/usr/sbin/ \\
                && printf 'Package: nginx\\nVersion: 9.9-1~own\\nArchitecture: %%s\\nMaintainer: nobody\\nDescription: own\\n' \\
                    "$(dpkg --print-architecture)" > /own/DEBIAN/control \\
                && dpkg-deb --build /own /own.deb && dpkg --install /own.deb && rm -r /image /tmp/*
            """
                .formatted(stage));
    String own = built("own", context(), "--build-arg=BASE_IMAGE=" + base);
    assertThat(versions(file(own, BOM))).containsEntry("nginx", "9.9-1~own");
    assertThat(versions(file(image, BOM)).get("nginx")).startsWith("1.");
  }

  @Test
  void saysWhatItIs() {
    assertThat(
            Shell.run("docker", "image", "inspect", "--format", "{{json .Config.Labels}}", image)
                .orThrow())
        .contains(
            "\"org.opencontainers.image.title\":\"Breakwater proxy\"",
            "\"org.opencontainers.image.version\":",
            "\"org.opencontainers.image.licenses\":\"Apache-2.0 AND BSD-2-Clause",
            "\"dev.breakwater.base\":\"" + Images.base() + "\"");
  }
}
