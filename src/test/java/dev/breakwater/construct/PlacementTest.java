package dev.breakwater.construct;

import static dev.breakwater.construct.Synthesis.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Outcome;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Template;
import dev.breakwater.source.UnreadableSourceException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.ecs.Cluster;

/** The same service in each placement: what every rule passes, and who reaches the application. */
@Tag("cdk")
class PlacementTest {
  private static final Synthesis SYNTHESIS = new Synthesis();

  /** What an escape hatch opens, and the rule that sees it. */
  private static final Map<String, Opened> OPENED =
      Map.of(
          "Root", new Opened("ContainerDefinitions.0.ReadonlyRootFilesystem", false),
          "User", new Opened("ContainerDefinitions.0.User", "0"),
          "Exec",
              new Opened(
                  "ContainerDefinitions.1.LinuxParameters.Tmpfs.0.MountOptions", List.of("exec")),
          "Caps",
              new Opened("ContainerDefinitions.0.LinuxParameters.Capabilities.Drop", List.of()));

  private record Opened(String path, Object value) {}

  @BeforeAll
  static void synthesize() {
    SYNTHESIS.service("Fargate", web -> web.placement(Placement.fargate()));
    SYNTHESIS.onInstances("Ec2", Placement::ec2);
    SYNTHESIS.onInstances("Bridge", Placement::ec2Bridge);
    socket("Socket", Placement::ec2);
    socket("SocketBridge", Placement::ec2Bridge);
    OPENED.forEach(
        (name, opened) ->
            ((CfnTaskDefinition)
                    SYNTHESIS
                        .service("Opened" + name, web -> {})
                        .getTaskDefinition()
                        .getNode()
                        .getDefaultChild())
                .addPropertyOverride(opened.path(), opened.value()));
    SYNTHESIS.synthesize();
  }

  private static void socket(String name, Synthesis.Places places) {
    Stack stack = SYNTHESIS.stack(name);
    Cluster cluster = Synthesis.cluster(stack);
    ProxiedService.Builder.create(stack, "Web")
        .cluster(cluster)
        .placement(places.on(Synthesis.capacity(stack, cluster)))
        .application(Synthesis.IMAGE)
        .unixSocket()
        .healthCheck(List.of("CMD", "/usr/bin/health", "unix:/run/breakwater/app.sock", "/health"))
        .plainHttpWithoutEncryption()
        .build();
  }

  private static Assessment judge(String stack) throws UnreadableSourceException {
    return Rules.restricted()
        .judge(
            Template.read(SYNTHESIS.template(stack)),
            dev.breakwater.policy.Waivers.ofTemplates(Rules.ALL),
            LocalDate.now(ZoneId.systemDefault()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fargate", "Ec2", "Bridge", "Socket", "SocketBridge"})
  void passesEveryRule(String stack) throws UnreadableSourceException {
    Assessment assessment = judge(stack);
    assertThat(assessment.findings()).noneMatch(Finding::counts);
    assertThat(assessment.gaps()).isEmpty();
    assertThat(assessment.notices()).isEmpty();
    assertThat(assessment.outcome()).isEqualTo(Outcome.PASS);
  }

  @ParameterizedTest
  @CsvSource({"Fargate, ''", "Ec2, ''", "Bridge, awsvpc-network", "SocketBridge, awsvpc-network"})
  void waivesTheNetworkModeThatTheBridgeIs(String stack, String waived)
      throws UnreadableSourceException {
    assertThat(judge(stack).findings().stream().map(finding -> finding.rule().id()))
        .containsExactlyElementsOf(waived.isEmpty() ? List.of() : List.of(waived));
  }

  @ParameterizedTest
  @CsvSource({
    "OpenedRoot, read-only-root-filesystem",
    "OpenedUser, non-root-user",
    "OpenedExec, guarded-tmpfs",
    "OpenedCaps, dropped-capabilities"
  })
  void failsWhenAnEscapeHatchOpensASetting(String stack, String rule)
      throws UnreadableSourceException {
    Set<String> found =
        judge(stack).findings().stream()
            .map(Finding::rule)
            .map(dev.breakwater.policy.Rule::id)
            .collect(Collectors.toSet());
    assertThat(found).containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "Fargate, FARGATE, awsvpc, 127.0.0.1",
    "Ec2, EC2, awsvpc, 127.0.0.1",
    "Bridge, EC2, bridge, 0.0.0.0",
    "Socket, EC2, awsvpc, unix:/run/breakwater/app.sock",
    "SocketBridge, EC2, bridge, unix:/run/breakwater/app.sock"
  })
  void tellsTheApplicationWhereToListen(String stack, String type, String mode, String address) {
    JsonNode task = SYNTHESIS.task(stack);
    assertThat(task.get("RequiresCompatibilities")).hasSize(1);
    assertThat(task.at("/RequiresCompatibilities/0").asText()).isEqualTo(type);
    assertThat(task.get("NetworkMode").asText()).isEqualTo(mode);
    JsonNode environment = SYNTHESIS.container(stack, "app").get("Environment");
    assertThat(environment).hasSize(1);
    assertThat(environment.at("/0/Name").asText()).isEqualTo("BIND_ADDRESS");
    assertThat(environment.at("/0/Value").asText()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fargate", "Ec2", "Bridge", "Socket", "SocketBridge"})
  void mapsThePortOfTheProxyOnly(String stack) {
    assertThat(SYNTHESIS.container(stack, "app").path("PortMappings")).isEmpty();
    JsonNode ports = SYNTHESIS.container(stack, "proxy").get("PortMappings");
    assertThat(ports).hasSize(1);
    assertThat(ports.at("/0/ContainerPort").asInt()).isEqualTo(8080);
  }

  @Test
  void letsDockerChooseTheHostPortOnTheBridgeAndLinksTheApplication() {
    JsonNode proxy = SYNTHESIS.container("Bridge", "proxy");
    assertThat(proxy.at("/PortMappings/0/HostPort").asInt()).isZero();
    assertThat(elements(proxy.get("Links")).map(JsonNode::asText)).containsExactly("app:app");
    assertThat(SYNTHESIS.container("Bridge", "app").path("Links")).isEmpty();
    assertThat(SYNTHESIS.container("Ec2", "proxy").path("Links")).isEmpty();
    assertThat(SYNTHESIS.container("SocketBridge", "proxy").path("Links")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fargate", "Ec2", "Socket"})
  void letsOnlyTheLoadBalancerReachTheTasksAndOnlyTheProxysPort(String stack) {
    List<JsonNode> ways = SYNTHESIS.resources(stack, "AWS::EC2::SecurityGroupIngress");
    assertThat(ways).hasSize(1);
    assertThat(ways.get(0).get("FromPort").asInt()).isEqualTo(8080);
    assertThat(ways.get(0).get("ToPort").asInt()).isEqualTo(8080);
    assertThat(ways.get(0).at("/SourceSecurityGroupId/Fn::GetAtt/0").asText())
        .startsWith("WebLoadBalancerSecurityGroup");
  }

  @Test
  void letsOnlyTheLoadBalancerReachTheInstancesOfTheBridge() {
    List<JsonNode> ways = SYNTHESIS.resources("Bridge", "AWS::EC2::SecurityGroupIngress");
    assertThat(ways).hasSize(1);
    assertThat(ways.get(0).get("FromPort").asInt()).isEqualTo(32_768);
    assertThat(ways.get(0).at("/SourceSecurityGroupId/Fn::GetAtt/0").asText())
        .startsWith("WebLoadBalancerSecurityGroup");
    assertThat(
            SYNTHESIS
                .resource("Bridge", "AWS::ElasticLoadBalancingV2::TargetGroup")
                .get("TargetType")
                .asText())
        .isEqualTo("instance");
  }

  @ParameterizedTest
  @CsvSource({"Fargate, false", "Ec2, true", "Bridge, true", "Socket, true"})
  void asksForNoNewPrivilegesWhereThePlatformHasIt(String stack, boolean asked) {
    for (String name : List.of("app", "proxy")) {
      JsonNode options = SYNTHESIS.container(stack, name).path("DockerSecurityOptions");
      assertThat(elements(options).map(JsonNode::asText).toList())
          .isEqualTo(asked ? List.of("no-new-privileges") : List.of());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fargate", "Socket"})
  void givesTheRolesWhatTheyNeedAndNoMore(String stack) {
    List<JsonNode> policies =
        SYNTHESIS.resources(stack, "AWS::IAM::Policy").stream()
            .filter(policy -> policy.at("/Roles/0/Ref").asText().startsWith("Web"))
            .toList();
    // The execution role's; the task role has none until something is granted.
    assertThat(policies).hasSize(1);
    List<String> everywhere = new ArrayList<>();
    for (JsonNode statement : policies.get(0).at("/PolicyDocument/Statement")) {
      assertThat(statement.get("Action").toString()).doesNotContain("*");
      if (statement.get("Resource").toString().equals("\"*\"")) {
        everywhere.add(statement.get("Action").asText());
      }
    }
    assertThat(everywhere).containsExactly("ecr:GetAuthorizationToken");
  }

  @Test
  void sharesATmpfsOfTheUserForTheSocket() {
    JsonNode volume = SYNTHESIS.task("Socket").at("/Volumes/0");
    assertThat(volume.get("Name").asText()).isEqualTo("socket");
    JsonNode docker = volume.get("DockerVolumeConfiguration");
    assertThat(docker.get("Driver").asText()).isEqualTo("local");
    assertThat(docker.get("Scope").asText()).isEqualTo("task");
    assertThat(docker.at("/DriverOpts/type").asText()).isEqualTo("tmpfs");
    assertThat(docker.at("/DriverOpts/o").asText())
        .isEqualTo("size=1m,mode=0700,noexec,nosuid,nodev,uid=65532,gid=65532");
    assertThat(SYNTHESIS.container("Socket", "app").at("/MountPoints/0/ReadOnly").asBoolean())
        .isFalse();
    assertThat(SYNTHESIS.container("Socket", "proxy").at("/MountPoints/0/ReadOnly").asBoolean())
        .isTrue();
  }

  @Test
  void takesTheCapacityProviderOfThePlacement() {
    JsonNode service = SYNTHESIS.resource("Bridge", "AWS::ECS::Service");
    assertThat(service.path("LaunchType").isMissingNode()).isTrue();
    assertThat(service.get("CapacityProviderStrategy")).hasSize(1);
    assertThat(SYNTHESIS.resource("Fargate", "AWS::ECS::Service").get("LaunchType").asText())
        .isEqualTo("FARGATE");
  }
}
