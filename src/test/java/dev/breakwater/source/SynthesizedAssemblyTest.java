package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Inventory;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.constructs.Construct;

/** What the CDK really writes: nested stacks, stages and image assets. */
@Tag("cdk")
class SynthesizedAssemblyTest {
  @TempDir private Path folder;

  @Test
  void readsNestedStacksInStagesAndTheImagesThatAreBuilt() throws Exception {
    Path context = Files.createDirectories(folder.resolve("app"));
    Files.writeString(context.resolve("Dockerfile"), "FROM scratch\n");
    App app = App.Builder.create().outdir(folder.resolve("out").toString()).build();
    Stack main = new Stack(app, "Main");
    task(main, ContainerImage.fromAsset(context.toString()));
    NestedStack outer = new NestedStack(main, "Outer");
    task(outer, ContainerImage.fromRegistry("outer"));
    task(new NestedStack(outer, "Inner"), ContainerImage.fromRegistry("inner"));
    Stack staged = new Stack(new Stage(app, "Prod"), "Svc");
    task(new NestedStack(staged, "Nested"), ContainerImage.fromAsset(context.toString()));
    app.synth();

    Contents contents = SourceFile.read(folder.resolve("out"));
    Inventory inventory = contents.inventory();
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.taskDefinitions()).hasSize(4);
    assertThat(contents.images()).hasSize(1);
    String hash = contents.images().get(0).hash();
    assertThat(Path.of(contents.images().get(0).directory())).isDirectory();
    assertThat(tags(inventory.taskDefinitions()))
        .containsExactlyInAnyOrder(
            Setting.of(hash), Setting.absent(), Setting.absent(), Setting.of(hash));
    assertThat(
            Assembly.readTemplate(folder.resolve("out/Main.template.json"))
                .inventory()
                .taskDefinitions())
        .hasSize(3);
  }

  private static void task(Construct scope, ContainerImage image) {
    FargateTaskDefinition.Builder.create(scope, "Task")
        .build()
        .addContainer("app", ContainerDefinitionOptions.builder().image(image).build());
  }

  private static List<Setting<String>> tags(List<TaskDefinition> tasks) {
    return tasks.stream()
        .flatMap(task -> task.containers().known())
        .map(container -> container.image().tag())
        .toList();
  }
}
