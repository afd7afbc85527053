package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Container;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Values;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;

/** One definition, written three times, every field set: whatever the road, the model is one. */
class OneModelTest {
  private static final Path FILES = Path.of("src/test/resources/dev/breakwater/source");

  /** What CloudFormation knows of a container, and no rule, construct or local run asks for. */
  private static final Map<String, String> IGNORED =
      Map.of(
          "credentialSpecs", "Active Directory accounts; a file that the task role reads",
          "firelensConfiguration", "which log router; the log configuration says that there is one",
          "repositoryCredentials", "how the image is fetched; an ARN of a secret",
          "resourceRequirements", "GPUs, which ECS hands out",
          "versionConsistency", "whether ECS resolves the tag to a digest once");

  private static final Map<String, String> IGNORED_OF_TASK =
      Map.of(
          "enableFaultInjection", "for the Fault Injection Service, with permissions of its own",
          "inferenceAccelerators", "retired by AWS in 2024",
          "placementConstraints", "which of the hosts, not what runs there",
          "proxyConfiguration", "App Mesh, which AWS retires in 2026",
          "tags", "names");

  @Test
  void isEqualFromYamlFromJsonAndFromTheApi() throws Exception {
    TaskDefinition yaml = only(FILES.resolve("complete.yaml"));
    assertThat(only(FILES.resolve("complete.template.json"))).isEqualTo(yaml);
    assertThat(only(FILES.resolve("complete.describe.json"))).isEqualTo(yaml);
  }

  /** The file is not Terraform's own print: it has every field, and the provider has fewer. */
  @Test
  void isEqualFromAFixtureOfTerraform() throws Exception {
    assertThat(only(FILES.resolve("complete.terraform.json")))
        .isEqualTo(only(FILES.resolve("complete.yaml")));
  }

  @Test
  void leavesNoFieldAbsentWhereEachIsWritten() throws Exception {
    for (String file :
        List.of("complete.yaml", "complete.template.json", "complete.describe.json")) {
      TaskDefinition task = only(FILES.resolve(file));
      List<String> holes = new ArrayList<>();
      collectHoles("task", task, holes);
      assertThat(holes)
          .as(file)
          // A volume has one configuration only, and a port mapping one port or a range; an
          // image is known by other files.
          .allMatch(
              hole ->
                  hole.matches(
                      "task.volumes.(hostSourcePath|dockerDriver|efs)|.*containerPortRange|task.usernsRemap|.*image.user"));
    }
  }

  @Test
  void differsWhereOneValueDiffers() throws Exception {
    TaskDefinition task = only(FILES.resolve("complete.yaml"));
    String changed =
        java.nio.file.Files.readString(FILES.resolve("complete.yaml"))
            .replace("StartPeriod: 20", "StartPeriod: 21");
    assertThat(Read.task(changed)).isNotEqualTo(task);
  }

  @Test
  void missesNoPropertyThatCloudFormationHasForAContainer() {
    Set<String> missed = properties(CfnTaskDefinition.ContainerDefinitionProperty.class);
    missed.removeAll(components(Container.class));
    assertThat(missed).containsExactlyInAnyOrderElementsOf(IGNORED.keySet());
  }

  @Test
  void missesNoPropertyThatCloudFormationHasForATaskDefinition() {
    Set<String> missed =
        properties(software.amazon.awscdk.services.ecs.CfnTaskDefinitionProps.class);
    missed.removeAll(components(TaskDefinition.class));
    missed.removeAll(Set.of("containerDefinitions", "runtimePlatform"));
    assertThat(missed).containsExactlyInAnyOrderElementsOf(IGNORED_OF_TASK.keySet());
  }

  private static Set<String> properties(Class<?> l1) {
    return Arrays.stream(l1.getMethods())
        .map(java.lang.reflect.Method::getName)
        .filter(name -> name.startsWith("get") && !name.equals("getClass"))
        .map(name -> name.substring(3, 4).toLowerCase(Locale.ROOT) + name.substring(4))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.toSet());
  }

  private static TaskDefinition only(Path file) throws UnreadableSourceException {
    List<TaskDefinition> all = SourceFile.read(file).inventory().taskDefinitions();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static void collectHoles(String path, Object value, List<String> into) throws Exception {
    if (value instanceof Setting.Known<?> known) {
      collectHoles(path, known.value(), into);
    } else if (value instanceof Values.Listed<?> list) {
      boolean ofTemplates = path.contains("task.volumes") || path.endsWith("noEchoTexts");
      if (list.elements().isEmpty() && !ofTemplates) {
        into.add(path);
      }
      for (Setting<?> element : list.elements()) {
        collectHoles(path, element, into);
      }
    } else if (value instanceof Setting<?> || value instanceof Values<?>) {
      into.add(path);
    } else if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        collectHoles(path + "." + component.getName(), accessor.invoke(record), into);
      }
    }
  }
}
