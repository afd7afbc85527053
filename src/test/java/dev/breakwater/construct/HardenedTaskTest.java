package dev.breakwater.construct;

import static dev.breakwater.construct.Synthesis.IMAGE;
import static dev.breakwater.construct.Synthesis.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.policy.Outcome;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Template;
import dev.breakwater.source.UnreadableSourceException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** A task without a proxy: a worker, with a container beside it. */
@Tag("cdk")
class HardenedTaskTest {
  private static final Synthesis SYNTHESIS = new Synthesis();
  private static final String STACK = "Worker";

  @BeforeAll
  static void synthesize() {
    Stack stack = SYNTHESIS.stack(STACK);
    Cluster cluster = Synthesis.cluster(stack);
    HardenedTask task =
        HardenedTask.Builder.create(stack, "Task")
            .placement(Placement.fargate())
            .cpu(512)
            .memoryLimitMiB(1024)
            .logRetention(RetentionDays.ONE_WEEK)
            .logEncryptionKey(new Key(stack, "LogKey"))
            .build();
    task.addContainer("worker", worker(stack));
    // Built under another scope: its position in the task is not its position in the tree.
    ContainerDefinition.Builder.create(new Construct(stack, "Elsewhere"), "Foreign")
        .taskDefinition(task.getTaskDefinition())
        .image(IMAGE)
        .containerName("foreign")
        .memoryLimitMiB(64)
        .build();
    task.addContainer(
        "helper",
        HardenedContainerProps.builder()
            .image(IMAGE)
            .cpu(64)
            .memoryLimitMiB(128)
            .essential(false)
            .writablePath("/helper", Size.mebibytes(4))
            .build());
    HardenedService service =
        HardenedService.Builder.create(stack, "Service")
            .cluster(cluster)
            .task(task)
            .desiredCount(1)
            .build();
    SecurityGroup database =
        SecurityGroup.Builder.create(stack, "Database").vpc(cluster.getVpc()).build();
    service.getConnections().allowTo(database, Port.tcp(5432));
    new Bucket(stack, "Bucket").grantRead(service);

    Stack alone = SYNTHESIS.stack("Alone");
    HardenedTask.Builder.create(alone, "Task")
        .placement(Placement.ec2())
        .build()
        .addContainer("worker", worker(alone));
    SYNTHESIS.synthesize();
  }

  private static HardenedContainerProps worker(Stack stack) {
    return HardenedContainerProps.builder()
        .image(IMAGE)
        .cpu(128)
        .memoryLimitMiB(256)
        .user("1000:2000")
        .command(List.of("--queue", "orders"))
        .entryPoint(List.of("/worker"))
        .environment("QUEUE", "orders")
        .secret(
            "DB_PASSWORD",
            Secret.fromSecretsManager(
                new software.amazon.awscdk.services.secretsmanager.Secret(stack, "Password")))
        .writablePath("/var/cache/app", Size.mebibytes(32))
        .writablePath("/tmp", Size.mebibytes(16))
        .openFiles(4096)
        .healthCheck(Synthesis.HEALTH)
        .stopTimeout(Duration.seconds(90))
        .build();
  }

  private static JsonNode worker() {
    return SYNTHESIS.container(STACK, "worker");
  }

  @Test
  void passesEveryRuleAlone() throws UnreadableSourceException {
    assertThat(Rules.restricted().judge(Template.read(SYNTHESIS.template("Alone"))).outcome())
        .isEqualTo(Outcome.PASS);
  }

  @Test
  void failsForAContainerThatTheCdkMade() throws UnreadableSourceException {
    assertThat(Rules.restricted().judge(Template.read(SYNTHESIS.template(STACK))).findings())
        .isNotEmpty()
        .allMatch(finding -> finding.subject().name().equals("foreign"));
  }

  @Test
  void hardensEachContainer() {
    for (String name : List.of("worker", "helper")) {
      JsonNode container = SYNTHESIS.container(STACK, name);
      assertThat(container.get("ReadonlyRootFilesystem").asBoolean()).isTrue();
      assertThat(container.get("Privileged").asBoolean()).isFalse();
      assertThat(container.at("/LinuxParameters/InitProcessEnabled").asBoolean()).isTrue();
      assertThat(container.at("/LinuxParameters/Capabilities/Drop/0").asText()).isEqualTo("ALL");
      assertThat(container.at("/LinuxParameters/Capabilities/Add").isMissingNode()).isTrue();
    }
    assertThat(worker().get("User").asText()).isEqualTo("1000:2000");
    assertThat(SYNTHESIS.container(STACK, "helper").get("User").asText()).isEqualTo("65532:65532");
    assertThat(SYNTHESIS.task(STACK).path("PidMode").isMissingNode()).isTrue();
    assertThat(SYNTHESIS.task(STACK).path("IpcMode").isMissingNode()).isTrue();
  }

  @Test
  void writesWhereItWasAllowedToAsItsOwnUser() {
    JsonNode tmpfs = worker().at("/LinuxParameters/Tmpfs");
    assertThat(elements(tmpfs).map(mount -> mount.get("ContainerPath").asText()))
        .containsExactly("/var/cache/app", "/tmp");
    assertThat(tmpfs.at("/0/Size").asInt()).isEqualTo(32);
    assertThat(elements(tmpfs.at("/0/MountOptions")).map(JsonNode::asText))
        .containsExactly("rw", "noexec", "nosuid", "nodev", "uid=1000", "gid=2000", "mode=0700");
  }

  @Test
  void keepsEachTmpfsWithItsContainerWhereverOthersStand() {
    assertThat(SYNTHESIS.container(STACK, "foreign").at("/LinuxParameters/Tmpfs").isMissingNode())
        .isTrue();
    JsonNode helper = SYNTHESIS.container(STACK, "helper").at("/LinuxParameters/Tmpfs");
    assertThat(elements(helper).map(mount -> mount.get("ContainerPath").asText()))
        .containsExactly("/helper");
  }

  @Test
  void limitsEachContainer() {
    assertThat(worker().get("Memory").asInt()).isEqualTo(256);
    assertThat(worker().get("Cpu").asInt()).isEqualTo(128);
    assertThat(worker().get("StopTimeout").asInt()).isEqualTo(90);
    assertThat(worker().path("MemoryReservation").isMissingNode()).isTrue();
    assertThat(elements(worker().get("Ulimits")).map(JsonNode::toString))
        .containsExactly(
            "{\"HardLimit\":4096,\"Name\":\"nofile\",\"SoftLimit\":4096}",
            "{\"HardLimit\":0,\"Name\":\"core\",\"SoftLimit\":0}");
  }

  @Test
  void runsWhatItWasTold() {
    assertThat(elements(worker().get("Command")).map(JsonNode::asText))
        .containsExactly("--queue", "orders");
    assertThat(elements(worker().get("EntryPoint")).map(JsonNode::asText))
        .containsExactly("/worker");
    assertThat(worker().at("/Environment/0/Name").asText()).isEqualTo("QUEUE");
    assertThat(worker().at("/Secrets/0/Name").asText()).isEqualTo("DB_PASSWORD");
    assertThat(worker().at("/HealthCheck/Command/0").asText()).isEqualTo("CMD");
    assertThat(SYNTHESIS.container(STACK, "helper").path("HealthCheck").isMissingNode()).isTrue();
    assertThat(SYNTHESIS.container(STACK, "helper").get("Essential").asBoolean()).isFalse();
  }

  @Test
  void logsWithoutBlockingToAGroupOfItsOwn() {
    JsonNode options = worker().at("/LogConfiguration/Options");
    assertThat(options.get("mode").asText()).isEqualTo("non-blocking");
    assertThat(options.get("max-buffer-size").asText()).isEqualTo("10485760b");
    List<JsonNode> groups = SYNTHESIS.resources(STACK, "AWS::Logs::LogGroup");
    assertThat(groups).hasSize(2);
    for (JsonNode group : groups) {
      assertThat(group.get("RetentionInDays").asInt()).isEqualTo(7);
      assertThat(group.at("/KmsKeyId/Fn::GetAtt/0").asText()).startsWith("LogKey");
    }
  }

  @Test
  void letsCloudWatchLogsUseTheKeyForThisAccountsGroupsOnly() {
    JsonNode statements = SYNTHESIS.resource(STACK, "AWS::KMS::Key").at("/KeyPolicy/Statement");
    JsonNode logs =
        elements(statements)
            .filter(statement -> statement.toString().contains("logs.eu-central-1.amazonaws.com"))
            .findFirst()
            .orElseThrow();
    assertThat(logs.get("Condition").toString())
        .contains("kms:EncryptionContext:aws:logs:arn")
        .contains(":logs:eu-central-1:111122223333:log-group:*");
  }

  @Test
  void lendsTheTaskRoleToTasksOfThisAccountOnly() {
    JsonNode role =
        SYNTHESIS.resources("Alone", "AWS::IAM::Role").stream()
            .filter(each -> each.path("Description").asText().contains("may do"))
            .findFirst()
            .orElseThrow();
    JsonNode condition = role.at("/AssumeRolePolicyDocument/Statement/0/Condition");
    assertThat(condition.at("/StringEquals/aws:SourceAccount").asText()).isEqualTo("111122223333");
    assertThat(condition.at("/ArnLike/aws:SourceArn").toString())
        .contains(":ecs:eu-central-1:111122223333:*");
  }

  @Test
  void reachesOnlyWhatItWasAllowedTo() {
    JsonNode own =
        SYNTHESIS.resources(STACK, "AWS::EC2::SecurityGroup").stream()
            .filter(group -> group.get("GroupDescription").asText().startsWith("Tasks of"))
            .findFirst()
            .orElseThrow();
    assertThat(own.path("SecurityGroupIngress").isMissingNode()).isTrue();
    assertThat(elements(own.get("SecurityGroupEgress")).map(rule -> rule.get("ToPort").asInt()))
        .containsExactly(443);
    assertThat(
            SYNTHESIS.resources(STACK, "AWS::EC2::SecurityGroupEgress").stream()
                .map(rule -> rule.get("ToPort").asInt()))
        .containsExactly(5432);
  }

  @Test
  void takesGrantsForTheContainers() {
    assertThat(
            SYNTHESIS.resources(STACK, "AWS::IAM::Policy").stream()
                .filter(policy -> policy.at("/Roles/0/Ref").asText().startsWith("TaskTaskRole"))
                .map(policy -> policy.get("PolicyDocument").toString()))
        .singleElement()
        .asString()
        .contains("s3:GetObject*");
  }

  @Test
  void deploysWithoutAPublicAddressAndRollsBack() {
    JsonNode service = SYNTHESIS.resource(STACK, "AWS::ECS::Service");
    assertThat(service.at("/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp").asText())
        .isEqualTo("DISABLED");
    assertThat(service.get("EnableExecuteCommand").asBoolean()).isFalse();
    assertThat(service.at("/DeploymentConfiguration/DeploymentCircuitBreaker/Rollback").asBoolean())
        .isTrue();
    assertThat(service.get("DesiredCount").asInt()).isEqualTo(1);
    assertThat(service.path("LoadBalancers")).isEmpty();
  }
}
