package dev.breakwater.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.rule.Rules;
import dev.breakwater.source.Template;
import dev.breakwater.source.UnreadableSourceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class FingerprintTest {
  private static final String TASK =
      """
      Resources:
        Web:
          Type: AWS::ECS::TaskDefinition
          Properties:
            PidMode: host
            ContainerDefinitions:
              - Name: app
                Image: app:1
                Privileged: true
                LinuxParameters:
                  Capabilities:
                    Add: [SYS_ADMIN, NET_RAW]
                  Tmpfs:
                    - {ContainerPath: /a}
                    - {ContainerPath: /b}
              - Image: sidecar:1
              - Image: sidecar:1
      """;

  @Test
  void noTwoFindingsShareOne() throws Exception {
    List<String> all = all(TASK, "task.yaml");
    assertThat(all).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(all).allMatch(print -> print.matches("[0-9a-f]{32}"));
  }

  @Test
  void staysWhenLinesMoveKeysChangeOrderAndFlowBecomesBlock() throws Exception {
    String other =
        """
        Description: moved

        Resources: # a comment
          Web:
            Properties:
              ContainerDefinitions:
                - Image: app:1
                  LinuxParameters:
                    Tmpfs: [{"ContainerPath": "/a"}, {"ContainerPath": "/b"}]
                    Capabilities: {Add: [SYS_ADMIN, NET_RAW]}
                  Name: app
                  Privileged: "true"
                - Image: sidecar:1
                - Image: sidecar:1
              PidMode: host
            Type: AWS::ECS::TaskDefinition
        """;
    assertThat(set(other, "task.yaml")).isEqualTo(set(TASK, "task.yaml"));
  }

  @Test
  void isTheSameByWhateverPathTheFileWasNamed() throws Exception {
    Set<String> plain = set(TASK, "a/task.yaml");
    assertThat(set(TASK, "./a/../a//task.yaml")).isEqualTo(plain);
    assertThat(set(TASK, Path.of("a/task.yaml").toAbsolutePath().toString())).isEqualTo(plain);
    assertThat(set(TASK, "b/task.yaml")).doesNotContainAnyElementsOf(plain);
  }

  @Test
  void changesWithTheRuleTheSubjectAndTheReason() throws Exception {
    Set<String> before = set(TASK, "task.yaml");
    Set<String> renamed = set(TASK.replace("Web:", "Shop:"), "task.yaml");
    assertThat(renamed).doesNotContainAnyElementsOf(before);

    Set<String> worse = set(TASK.replace("NET_RAW", "SYS_PTRACE"), "task.yaml");
    assertThat(worse).hasSameSizeAs(before);
    worse.removeAll(before);
    assertThat(worse).as("what adds SYS_PTRACE is new").isNotEmpty().hasSizeLessThan(3);

    Set<String> unknown = set(TASK.replace("Privileged: true", "Privileged: !Ref P"), "task.yaml");
    unknown.removeAll(before);
    assertThat(unknown).as("unknown is not what failed").hasSize(1);
  }

  @Test
  void namesAFileRelativeToTheWorkingDirectory() throws Exception {
    Path here = Path.of("").toAbsolutePath();
    assertThat(Fingerprint.file(here.resolve("a/b.yaml").toString())).isEqualTo("a/b.yaml");
    assertThat(Fingerprint.file(here.resolveSibling("c.yaml").toString())).isEqualTo("../c.yaml");
    assertThat(Fingerprint.file("a\u0000b")).isEqualTo("a\u0000b");
  }

  private static Set<String> set(String text, String source) throws UnreadableSourceException {
    return new TreeSet<>(all(text, source));
  }

  private static List<String> all(String text, String source) throws UnreadableSourceException {
    return Rules.restricted().judge(Template.parse(text, source)).findings().stream()
        .map(Finding::fingerprint)
        .toList();
  }
}
