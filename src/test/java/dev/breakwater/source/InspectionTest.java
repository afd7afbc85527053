package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Container;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Platform;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Values;
import dev.breakwater.model.Volume;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The containers were printed by Docker 20.10; ECS's labels and modes are those that its agent sets
 * (amazon-ecs-agent, agent/engine/docker_task_engine.go), put into a print of the same engine.
 */
class InspectionTest {
  private static final Path FILES = Path.of("src/test/resources/dev/breakwater/source/inspect");

  @Test
  void readsWhatACarelessContainerMayDo() throws Exception {
    TaskDefinition task = only(read("careless.json"));
    assertThat(task.resource()).isEqualTo("careless");
    assertThat(task.platforms()).containsExactly(Platform.EXTERNAL);
    assertThat(task.networkMode()).isEqualTo(Setting.of("host"));
    assertThat(task.pidMode()).isEqualTo(Setting.of("host"));
    assertThat(task.ipcMode()).isEqualTo(Setting.of("host"));
    Container container = container(task);
    assertThat(container.privileged()).isEqualTo(Setting.of(true));
    assertThat(container.user()).isEqualTo(Setting.of("0"));
    assertThat(container.linuxParameters().capabilitiesAdd()).isEqualTo(Values.of("SYS_ADMIN"));
    assertThat(container.linuxParameters().capabilitiesDrop()).isEqualTo(Values.of("NET_RAW"));
    assertThat(container.linuxParameters().devices().known())
        .extracting(device -> device.hostPath().known().orElse(""))
        .containsExactly("/dev/null");
    assertThat(container.environment().known())
        .extracting(variable -> variable.name().known().orElse(""))
        .contains("DB_PASSWORD");
    assertThat(container.interactive()).isEqualTo(Setting.of(true));
    assertThat(container.pseudoTerminal()).isEqualTo(Setting.of(true));
    assertThat(container.memory()).isEqualTo(Setting.of(128));
    assertThat(container.cpu()).isEqualTo(Setting.of(128));
    assertThat(container.systemControls().known())
        .extracting(control -> control.namespace().known().orElse(""))
        .containsExactly("kernel.shm_rmid_forced");
  }

  @Test
  void whatTheEngineAddsToAPrivilegedContainerIsNotWhatSomebodyWrote() throws Exception {
    assertThat(container(only(read("careless.json"))).dockerSecurityOptions())
        .isEqualTo(Values.of("no-new-privileges", "apparmor=unconfined", "seccomp=unconfined"));
  }

  /** Units of 1024 to a CPU; a quota binds where shares only weigh. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 128",
    "500000000, 0, 0, 512",
    "1, 0, 0, 1",
    "500000000, 25000, 100000, 512",
    "0, 25000, 0, 256",
    "0, 25000, 50000, 512",
    "0, 1, 100000, 1",
  })
  void readsEachWayToLimitCpu(long nano, long quota, long period, int units) throws Exception {
    String printed =
        text("careless.json")
            .replaceFirst("\"NanoCpus\": 0", "\"NanoCpus\": " + nano)
            .replaceFirst("\"CpuQuota\": 0", "\"CpuQuota\": " + quota)
            .replaceFirst("\"CpuPeriod\": 0", "\"CpuPeriod\": " + period);
    assertThat(container(only(parse(printed))).cpu()).isEqualTo(Setting.of(units));
  }

  @Test
  void noReadOnlyPathAtAllIsThatOptionToo() throws Exception {
    String printed =
        text("hardened.json").replaceAll("(?s)\"ReadonlyPaths\": \\[.*?]", "\"ReadonlyPaths\": []");
    assertThat(container(only(parse(printed))).dockerSecurityOptions())
        .isEqualTo(Values.of("no-new-privileges", "systempaths=unconfined"));
  }

  @Test
  void noMaskedPathAtAllIsAnOptionThatTheEngineDoesNotPrint() throws Exception {
    String printed = text("hardened.json");
    assertThat(container(only(parse(printed))).dockerSecurityOptions())
        .isEqualTo(Values.of("no-new-privileges"));
    assertThat(
            container(
                    only(
                        parse(
                            printed.replaceAll(
                                "(?s)\"MaskedPaths\": \\[.*?]", "\"MaskedPaths\": []"))))
                .dockerSecurityOptions())
        .isEqualTo(Values.of("no-new-privileges", "systempaths=unconfined"));
  }

  @Test
  void aBindIsAFolderOfTheHostAndOnlyANamedVolumeMayHaveOptions() throws Exception {
    List<Volume> volumes = only(read("careless.json")).volumes().known().toList();
    assertThat(volumes).hasSize(3);
    assertThat(volumes.get(0).hostSourcePath()).isEqualTo(Setting.of("/etc"));
    assertThat(volumes.get(1).name()).isEqualTo(Setting.of("data"));
    assertThat(volumes.get(1).dockerDriverOptions().get("device"))
        .isInstanceOf(Setting.Unresolved.class);
    assertThat(volumes.get(2).dockerDriverOptions()).isEmpty();
    assertThat(container(only(read("careless.json"))).mountPoints().known())
        .extracting(mount -> mount.readOnly().known().orElseThrow())
        .containsExactly(true, false, false);
  }

  @Test
  void readsBothKindsOfTmpfs() throws Exception {
    assertThat(container(only(read("careless.json"))).linuxParameters().tmpfs().known())
        .extracting(
            tmpfs ->
                tmpfs.containerPath().known().orElse("")
                    + " "
                    + tmpfs.size().known().orElse(0)
                    + " "
                    + tmpfs.mountOptions().known().toList())
        .containsExactly("/tmp 64 [uid=101]", "/t2 1 []");
  }

  @Test
  void anEmptyUserIsRootForTheEngineHasAskedTheImageByThen() throws Exception {
    String printed = text("hardened.json").replace("\"User\": \"65532:65532\"", "\"User\": \"\"");
    assertThat(container(only(parse(printed))).user()).isEqualTo(Setting.of("root"));
  }

  @Test
  void putsTheContainersOfAnEcsTaskTogetherAndLeavesOutItsPauseContainer() throws Exception {
    TaskDefinition task = only(read("ecs.json"));
    assertThat(task.resource())
        .isEqualTo("arn:aws:ecs:eu-central-1:123456789012:task/main/0123456789abcdef");
    assertThat(task.family()).isEqualTo(Setting.of("web"));
    assertThat(task.networkMode()).isEqualTo(Setting.of("awsvpc"));
    assertThat(task.platforms()).containsExactly(Platform.EC2);
    assertThat(task.containers().known())
        .extracting(container -> container.name().known().orElse(""))
        .containsExactly("app", "proxy");
  }

  @Test
  void theNetworkOfAContainerThatIsNotPrintedIsUnresolved() throws Exception {
    String alone = text("ecs.json").replace("~internal~ecs~pause", "pause");
    Inventory inventory =
        parse(alone.replace("\"NetworkMode\": \"none\"", "\"NetworkMode\": \"\""));
    assertThat(only(inventory).networkMode()).isInstanceOf(Setting.Unresolved.class);
  }

  @Test
  void aVariableOfAnEcsTaskMayBeASecretThatEcsFetched() throws Exception {
    Container container = container(only(read("ecs.json")));
    assertThat(container.environment().known())
        .allMatch(variable -> variable.value() instanceof Setting.Unresolved);
  }

  @Test
  void whatTheAgentAsksForWhereNobodyAskedIsAbsentAndTheTasksLimitsAreUnresolved()
      throws Exception {
    assertThat(container(only(read("ecs.json"))).cpu()).isEqualTo(Setting.absent());
    assertThat(only(read("ecs.json")).cpu()).isInstanceOf(Setting.Unresolved.class);
  }

  @Test
  void anImageIsATaskThatRunsItAsItIs() throws Exception {
    List<TaskDefinition> images = read("images.json").images();
    assertThat(images)
        .extracting(TaskDefinition::resource)
        .containsExactly("careless:1.0", "hardened:1.0");
    Container careless = container(images.get(0));
    assertThat(careless.user()).isEqualTo(Setting.of("root"));
    assertThat(careless.portMappings().known())
        .extracting(port -> port.containerPort().known().orElseThrow())
        .containsExactly(80, 8080);
    assertThat(careless.mountPoints().known())
        .extracting(mount -> mount.containerPath().known().orElseThrow())
        .containsExactly("/var/lib/data");
    assertThat(container(images.get(1)).user()).isEqualTo(Setting.of("65532:65532"));
  }

  @Test
  void whatIsNeitherAContainerNorAnImageIsAGap() throws Exception {
    Inventory inventory =
        parse(
            text("images.json")
                .replaceFirst("\\[", "[{\"Id\": \"net1\", \"Driver\": \"bridge\"},"));
    assertThat(inventory.images()).hasSize(2);
    assertThat(inventory.gaps())
        .singleElement()
        .asString()
        .contains("net1 is neither a container nor an image");
  }

  private static TaskDefinition only(Inventory inventory) {
    assertThat(inventory.taskDefinitions()).hasSize(1);
    return inventory.taskDefinitions().get(0);
  }

  private static Container container(TaskDefinition task) {
    return task.containers().known().findFirst().orElseThrow();
  }

  private static String text(String file) throws Exception {
    return Files.readString(FILES.resolve(file));
  }

  private static Inventory read(String file) throws Exception {
    return SourceFile.read(FILES.resolve(file)).inventory();
  }

  private static Inventory parse(String text) throws Exception {
    return SourceFile.parse(
            text.getBytes(StandardCharsets.UTF_8), "-", Optional.empty(), Deployment.UNKNOWN)
        .inventory();
  }
}
