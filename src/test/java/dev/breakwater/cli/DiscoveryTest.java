package dev.breakwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.source.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
  @TempDir private Path folder;

  @Test
  void findsWhatHoldsDataInOrderAndNothingElse() throws Exception {
    touch("b.yaml", "a/z.json", "a/b.template", "a/code.java", "picture.png", ".aws/task.json");
    assertThat(found()).containsExactly(".aws/task.json", "a/b.template", "a/z.json", "b.yaml");
  }

  @Test
  void leavesOutWhatOthersWrote() throws Exception {
    touch("a.yaml", "node_modules/a.yaml", "x/target/a.yaml", ".git/a.json", ".terraform/a.json");
    assertThat(found()).containsExactly("a.yaml");
  }

  @Test
  void honoursNestedGitignoreFilesAndNegation() throws Exception {
    touch("a.yaml", "b.yaml", "x/a.yaml", "x/b.yaml", "x/keep/b.yaml", "gen/c.yaml");
    Files.writeString(folder.resolve(".gitignore"), "b.yaml\ngen/\n");
    Files.writeString(folder.resolve("x/keep/.gitignore"), "!b.yaml\n");
    assertThat(found()).containsExactly("a.yaml", "x/a.yaml", "x/keep/b.yaml");
  }

  @Test
  void honoursTheGitignoreOfTheRepositoryAbove() throws Exception {
    touch("x/a.yaml", "x/b.yaml", "gen/c.yaml");
    Files.createDirectory(folder.resolve(".git"));
    Files.writeString(folder.resolve(".gitignore"), "/x/b.yaml\ngen\n");
    assertThat(found("x")).containsExactly("x/a.yaml");
    assertThat(found("gen")).as("somebody named it").containsExactly("gen/c.yaml");
  }

  @Test
  void globsAreThoseOfGitignore() throws Exception {
    touch("a.yaml", "x/a.yaml", "x/b.yaml", "x/c.txt");
    assertThat(found(List.of("a.yaml"), List.of())).containsExactly("a.yaml", "x/a.yaml");
    assertThat(found(List.of("/a.yaml"), List.of())).containsExactly("a.yaml");
    assertThat(found(List.of("x/"), List.of("b.*"))).containsExactly("x/a.yaml", "x/c.txt");
    assertThat(found(List.of(), List.of("x"))).containsExactly("a.yaml");
    assertThat(found(List.of(), List.of("*.yaml", "!b.yaml"))).containsExactly("x/b.yaml");
  }

  @Test
  void judgesAFileOnceByWhateverNames() throws Exception {
    touch("a.yaml", "x/b.yaml");
    Files.createSymbolicLink(folder.resolve("x/again.yaml"), folder.resolve("a.yaml"));
    assertThat(found("a.yaml", "x/../a.yaml", "x", "")).containsExactly("a.yaml", "x/b.yaml");
  }

  @Test
  void aLoopAndALinkToNothingAreGaps() throws Exception {
    touch("x/a.yaml");
    Files.createSymbolicLink(folder.resolve("x/up"), folder);
    Files.createSymbolicLink(folder.resolve("self.yaml"), Path.of("self.yaml"));
    Files.createSymbolicLink(folder.resolve("gone.json"), Path.of("nowhere"));
    Files.createSymbolicLink(folder.resolve("lock"), Path.of("user@host.1"));
    assertThat(discovered(List.of(), List.of(), "").inputs())
        .extracting(input -> input.gap().map(gap -> gap.reason()).orElse("judged"))
        .containsExactly(
            "a link to nothing", "a link to nothing", "judged", "a link to a folder that holds it");
  }

  @Test
  void aFolderNamedLikeAFileIsAFolder() throws Exception {
    touch("x.json/a.yaml");
    assertThat(found()).containsExactly("x.json/a.yaml");
    assertThat(found("x.json")).containsExactly("x.json/a.yaml");
  }

  @Test
  void anAssemblyIsOneInputAndAnIgnoredOneIsNamed() throws Exception {
    touch("app/cdk.out/cdk.out", "app/cdk.out/a.template.json");
    Files.writeString(
        folder.resolve("app/cdk.out/manifest.json"),
        "{\"version\": \"48.0.0\", \"artifacts\": {}}");
    assertThat(found()).containsExactly("app/cdk.out");
    Files.writeString(folder.resolve(".gitignore"), "cdk.out\n");
    Discovery.Found ignored = discovered(List.of(), List.of(), "");
    assertThat(ignored.inputs()).isEmpty();
    assertThat(ignored.assembliesLeftOut()).containsExactly(folder.resolve("app/cdk.out"));
  }

  private void touch(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "Resources: {}\n");
    }
  }

  private List<String> found(String... paths) throws Failure {
    return names(discovered(List.of(), List.of(), paths.length == 0 ? new String[] {""} : paths));
  }

  private List<String> found(List<String> include, List<String> exclude) throws Failure {
    return names(discovered(include, exclude, ""));
  }

  private List<String> names(Discovery.Found found) {
    return found.inputs().stream()
        .map(input -> folder.relativize(input.path()).toString())
        .toList();
  }

  private Discovery.Found discovered(List<String> include, List<String> exclude, String... paths)
      throws Failure {
    return Discovery.of(
        new Sought(
            Arrays.stream(paths).map(path -> folder.resolve(path).toString()).toList(),
            globs(include),
            globs(exclude),
            Optional.empty(),
            Deployment.UNKNOWN,
            Optional.empty()));
  }

  private static Globs globs(List<String> patterns) throws Failure {
    return Globs.of(
        patterns.stream().map(pattern -> new Given(pattern, "--exclude", false)).toList());
  }
}
