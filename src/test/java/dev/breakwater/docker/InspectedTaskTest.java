package dev.breakwater.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.Shell;
import dev.breakwater.model.Container;
import dev.breakwater.source.Deployment;
import dev.breakwater.source.SourceFile;
import dev.breakwater.source.SourceType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a task definition asks for is what the real engine prints of the container it becomes. */
@Tag("docker")
class InspectedTaskTest {
  private static final String TASK =
      """
      {"family": "web", "containerDefinitions": [{
        "name": "app", "image": "app:1", "user": "65532:65532", "readonlyRootFilesystem": true,
        "privileged": false, "interactive": true, "pseudoTerminal": true,
        "dockerSecurityOptions": ["no-new-privileges", "seccomp=unconfined"],
        "linuxParameters": {
          "capabilities": {"add": ["NET_BIND_SERVICE"], "drop": ["ALL"]},
          "initProcessEnabled": true,
          "devices": [{"hostPath": "/dev/null", "containerPath": "/dev/none",
                       "permissions": ["read"]}],
          "tmpfs": [{"containerPath": "/tmp", "size": 64, "mountOptions": ["mode=1777"]}]}}]}
      """;

  @Test
  void theEnginePrintsTheSecuritySettingsThatTheTaskDefinitionHas() throws Exception {
    Container asked = container(TASK, SourceType.TASK_DEFINITION);
    List<String> words = new ArrayList<>(List.of("docker", "create", "--network", "none"));
    words.addAll(new ContainerArguments(asked, new Reading()).hardening());
    words.add(new BaseImage(new Docker(), line -> {}).reference(BaseImage.DEBIAN));
    words.add("true");
    String id = Shell.run(words.toArray(String[]::new)).orThrow().strip();
    try {
      String printed = Shell.run("docker", "inspect", id).orThrow();
      Container inspected = container(printed, SourceType.DOCKER_INSPECT);
      assertThat(inspected.user()).isEqualTo(asked.user());
      assertThat(inspected.privileged()).isEqualTo(asked.privileged());
      assertThat(inspected.readonlyRootFilesystem()).isEqualTo(asked.readonlyRootFilesystem());
      assertThat(inspected.interactive()).isEqualTo(asked.interactive());
      assertThat(inspected.pseudoTerminal()).isEqualTo(asked.pseudoTerminal());
      assertThat(inspected.dockerSecurityOptions()).isEqualTo(asked.dockerSecurityOptions());
      assertThat(inspected.linuxParameters().capabilitiesAdd())
          .isEqualTo(asked.linuxParameters().capabilitiesAdd());
      assertThat(inspected.linuxParameters().capabilitiesDrop())
          .isEqualTo(asked.linuxParameters().capabilitiesDrop());
      assertThat(inspected.linuxParameters().initProcessEnabled())
          .isEqualTo(asked.linuxParameters().initProcessEnabled());
      assertThat(inspected.linuxParameters().tmpfs()).isEqualTo(asked.linuxParameters().tmpfs());
      assertThat(inspected.linuxParameters().devices().known())
          .extracting(device -> device.hostPath().known().orElse(""))
          .containsExactly("/dev/null");
    } finally {
      Shell.run("docker", "rm", "--volumes", id);
    }
  }

  private static Container container(String text, SourceType type) throws Exception {
    return SourceFile.parse(
            text.getBytes(StandardCharsets.UTF_8), "-", Optional.of(type), Deployment.UNKNOWN)
        .inventory()
        .taskDefinitions()
        .get(0)
        .containers()
        .known()
        .findFirst()
        .orElseThrow();
  }
}
