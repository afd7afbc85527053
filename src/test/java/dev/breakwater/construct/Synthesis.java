package dev.breakwater.construct;

import static dev.breakwater.proxy.RateLimit.Period.PER_SECOND;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.breakwater.proxy.RateLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.ec2.BlockDevice;
import software.amazon.awscdk.services.ec2.BlockDeviceVolume;
import software.amazon.awscdk.services.ec2.EbsDeviceOptions;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.LaunchTemplate;
import software.amazon.awscdk.services.ec2.LaunchTemplateHttpTokens;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.UserData;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.AsgCapacityProvider;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.EcsOptimizedImage;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/** One app of a test class: stacks with a cluster each, synthesized once, read as plain JSON. */
final class Synthesis {
  static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);
  static final ContainerImage IMAGE = ContainerImage.fromRegistry("example.org/app" + DIGEST);
  static final List<String> HEALTH = List.of("CMD", "/usr/bin/health", "8081", "/health");

  /** What hardens the sample's instances. */
  static final Path INSTANCE_SCRIPT =
      Path.of("src/main/resources/dev/breakwater/deploy/instance.sh");

  private final Path folder;
  private final App app;

  Synthesis() {
    try {
      folder =
          Files.createTempDirectory(Files.createDirectories(Path.of("target/synthesis")), "app-")
              .toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    app =
        new App(
            AppProps.builder()
                .outdir(folder.toString())
                .context(Map.of("@aws-cdk/core:checkSecretUsage", true))
                .build());
  }

  App app() {
    return app;
  }

  Stack stack(String name) {
    return new Stack(
        app,
        name,
        StackProps.builder()
            .env(Environment.builder().account("111122223333").region("eu-central-1").build())
            .build());
  }

  static Cluster cluster(Stack stack) {
    Vpc vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(2).build();
    return Cluster.Builder.create(stack, "Cluster")
        .vpc(vpc)
        .containerInsightsV2(ContainerInsights.ENHANCED)
        .build();
  }

  /** A service with what is required, on Fargate; the consumer changes it. */
  ProxiedService service(String name, Consumer<ProxiedService.Builder> change) {
    Stack stack = stack(name);
    ProxiedService.Builder builder = good(stack, cluster(stack));
    change.accept(builder);
    return builder.build();
  }

  ProxiedService onInstances(String name, Places places) {
    Stack stack = stack(name);
    Cluster cluster = cluster(stack);
    return good(stack, cluster).placement(places.on(capacity(stack, cluster))).build();
  }

  interface Places {
    Placement on(AsgCapacityProvider capacity);
  }

  static AsgCapacityProvider capacity(Stack stack, Cluster cluster) {
    LaunchTemplate template =
        LaunchTemplate.Builder.create(stack, "Template")
            .instanceType(new InstanceType("t3.medium"))
            .machineImage(EcsOptimizedImage.amazonLinux2023())
            .userData(hardening())
            .httpTokens(LaunchTemplateHttpTokens.REQUIRED)
            .httpPutResponseHopLimit(1)
            .blockDevices(
                List.of(
                    BlockDevice.builder()
                        .deviceName("/dev/xvda")
                        .volume(
                            BlockDeviceVolume.ebs(
                                30, EbsDeviceOptions.builder().encrypted(true).build()))
                        .build()))
            .role(
                Role.Builder.create(stack, "InstanceRole")
                    .assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
                    .build())
            .securityGroup(
                SecurityGroup.Builder.create(stack, "Instance").vpc(cluster.getVpc()).build())
            .build();
    AsgCapacityProvider capacity =
        AsgCapacityProvider.Builder.create(stack, "Capacity")
            .autoScalingGroup(
                AutoScalingGroup.Builder.create(stack, "Instances")
                    .vpc(cluster.getVpc())
                    .launchTemplate(template)
                    .build())
            .build();
    cluster.addAsgCapacityProvider(capacity);
    return capacity;
  }

  /** The sample's own, in its place in the sources. */
  private static UserData hardening() {
    UserData data = UserData.forLinux();
    try {
      data.addCommands(Files.readString(INSTANCE_SCRIPT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return data;
  }

  static ProxiedService.Builder good(Stack stack, Cluster cluster) {
    return ProxiedService.Builder.create(stack, "Web")
        .cluster(cluster)
        .application(IMAGE)
        .port(8081)
        .healthCheck(HEALTH)
        .writablePath("/var/cache/app", Size.mebibytes(32))
        .rateLimit(RateLimit.perClient(50, PER_SECOND).burst(20))
        .plainHttpWithoutEncryption();
  }

  /** Writes all stacks' templates. */
  Synthesis synthesize() {
    app.synth();
    return this;
  }

  Path folder() {
    return folder;
  }

  Path template(String stack) {
    return folder.resolve(stack + ".template.json");
  }

  /** The resources of a type in a stack. */
  List<JsonNode> resources(String stack, String type) {
    return elements(json(template(stack)).get("Resources"))
        .filter(resource -> resource.get("Type").asText().equals(type))
        .map(resource -> resource.path("Properties"))
        .toList();
  }

  /** The one resource of a type in a stack. */
  JsonNode resource(String stack, String type) {
    List<JsonNode> found = resources(stack, type);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " resources of type " + type + " in " + stack);
    }
    return found.get(0);
  }

  JsonNode task(String stack) {
    return resource(stack, "AWS::ECS::TaskDefinition");
  }

  JsonNode container(String stack, String name) {
    return elements(task(stack).get("ContainerDefinitions"))
        .filter(container -> container.get("Name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no container " + name + " in " + stack));
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
