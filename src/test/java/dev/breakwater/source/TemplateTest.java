package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.breakwater.model.Container;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.model.Platform;
import dev.breakwater.model.Service;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Volume;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  @ParameterizedTest
  @CsvSource({"true", "'\"true\"'", "True", "TRUE", "yes", "'\"True\"'"})
  void readsABooleanInEverySpelling(String written) throws Exception {
    assertThat(with("Privileged: " + written).privileged()).isEqualTo(Setting.of(true));
  }

  @ParameterizedTest
  @CsvSource({"false", "'\"false\"'", "no"})
  void readsAFalseInEverySpelling(String written) throws Exception {
    assertThat(with("Privileged: " + written).privileged()).isEqualTo(Setting.of(false));
  }

  @Test
  void aBooleanThatIsNoneIsUnresolved() throws Exception {
    assertThat(with("Privileged: maybe").privileged())
        .isEqualTo(
            new Setting.Unresolved<>(
                "the value \"maybe\", which is neither true nor false", Location.NOWHERE));
    assertThat(with("Privileged: [true]").privileged()).isInstanceOf(Setting.Unresolved.class);
    assertThat(with("Privileged: 1").privileged()).isInstanceOf(Setting.Unresolved.class);
  }

  @ParameterizedTest
  @CsvSource({"512,512", "'\"512\"',512", "0,0", "-1,-1"})
  void readsANumberInEverySpelling(String written, int number) throws Exception {
    assertThat(with("Memory: " + written).memory()).isEqualTo(Setting.of(number));
  }

  @ParameterizedTest
  @CsvSource({"010", "1e3", "512.0", "99999999999", "0x10", "many", "''", "{}"})
  void aNumberThatIsNoneIsUnresolved(String written) throws Exception {
    assertThat(with("Memory: " + written).memory())
        .as(written)
        .isInstanceOf(Setting.Unresolved.class);
  }

  @ParameterizedTest
  @CsvSource({"1 vCPU,1024", ".5 vCPU,512", "0.25vcpu,256", "256,256", "16 VCPU,16384"})
  void readsTheCpuOfATask(String written, int units) throws Exception {
    assertThat(taskWith("Cpu: \"" + written + "\"").cpu()).isEqualTo(Setting.of(units));
  }

  @ParameterizedTest
  @CsvSource({"2 GB,2048", "0.5GB,512", "1024,1024", "120 gb,122880"})
  void readsTheMemoryOfATask(String written, int mebibytes) throws Exception {
    assertThat(taskWith("Memory: \"" + written + "\"").memory()).isEqualTo(Setting.of(mebibytes));
  }

  @Test
  void anAbsentSettingStandsWhereItsParentDoes() throws Exception {
    Container container = with("LinuxParameters:\n            MaxSwap: 1");
    assertThat(container.user().location()).isEqualTo(new Location("t.yaml", "Web", 6, 11));
    assertThat(container.linuxParameters().capabilitiesDrop().location())
        .isEqualTo(new Location("t.yaml", "Web", 7, 13));
  }

  @Test
  void anImageOfTheCdkHasALiteralTagInARepositoryThatIsUnresolved() throws Exception {
    String hash = "0123456789abcdef".repeat(4);
    String host =
        "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/assets-${AWS::Region}";
    for (String image :
        List.of(
            "!Sub '" + host + ":" + hash + "'",
            "!Join ['', [!Ref 'AWS::AccountId', '.dkr.ecr.', !Ref X, '/a:" + hash + "']]")) {
      Container container = with("Image: " + image);
      assertThat(container.image().tag()).isEqualTo(Setting.of(hash));
      assertThat(container.image().digest().isAbsent()).isTrue();
      assertThat(container.image().reference()).isInstanceOf(Setting.Unresolved.class);
    }
  }

  @Test
  void anUnresolvedVariableShowsOnlyItsPlaceholders() throws Exception {
    var values =
        with("""
                Environment:
                            - {Name: A, Value: !Sub "postgres://u:hunter2@${Db}/x"}
                            - {Name: B, Value: "{{resolve:secretsmanager:s}}"}
                            - {Name: C, Value: !Sub "{{resolve:secretsmanager:${S}}}"}
                """)
            .environment()
            .known()
            .map(variable -> variable.value())
            .toList();
    assertThat(values.get(0)).isEqualTo(new Setting.Unresolved<>("…${Db}…", Location.NOWHERE));
    assertThat(values.get(1)).isEqualTo(Setting.of("{{resolve:secretsmanager:s}}"));
    assertThat(values.get(2)).isEqualTo(Setting.of("{{resolve:secretsmanager:${S}}}"));
  }

  @Test
  void driverOptionsThatAreUnresolvedMayHoldADevice() throws Exception {
    Volume volume =
        taskWith("Volumes: [{Name: v, DockerVolumeConfiguration: {DriverOpts: !Ref X}}]")
            .volumes()
            .known()
            .findFirst()
            .orElseThrow();
    assertThat(volume.dockerDriverOptions().get("device"))
        .isEqualTo(new Setting.Unresolved<>("${X}", Location.NOWHERE));
    assertThat(volume.kinds()).containsExactly("dockerVolumeConfiguration");
  }

  @Test
  void platformsComeFromCompatibilitiesAndServices() throws Exception {
    Set<Platform> either = Set.of(Platform.EC2, Platform.FARGATE);
    assertThat(taskWith("Cpu: 1").platforms()).isEqualTo(either);
    assertThat(taskWith("RequiresCompatibilities: [FARGATE]").platforms())
        .containsExactly(Platform.FARGATE);
    assertThat(taskWith("RequiresCompatibilities: !Ref X").platforms()).isEqualTo(either);
    assertThat(taskWith("RequiresCompatibilities: [EXTERNAL, !Ref X]").platforms())
        .containsExactlyInAnyOrder(Platform.EC2, Platform.FARGATE, Platform.EXTERNAL);
    assertThat(taskWith("RequiresCompatibilities: !If [X, [EC2], !Ref AWS::NoValue]").platforms())
        .isEqualTo(either);
    assertThat(placed("LaunchType: FARGATE")).containsExactly(Platform.FARGATE);
    assertThat(placed("LaunchType: !If [X, EC2, EXTERNAL]"))
        .containsExactlyInAnyOrder(Platform.EC2, Platform.EXTERNAL);
    assertThat(placed("CapacityProviderStrategy: [{CapacityProvider: FARGATE_SPOT}]"))
        .containsExactly(Platform.FARGATE);
    assertThat(placed("CapacityProviderStrategy: [{CapacityProvider: !Ref Asg}]"))
        .containsExactly(Platform.EC2);
    assertThat(placed("CapacityProviderStrategy: [{CapacityProvider: !Ref Managed}]"))
        .containsExactly(Platform.MANAGED_INSTANCES);
    assertThat(placed("CapacityProviderStrategy: [{CapacityProvider: other}]"))
        .containsExactlyInAnyOrder(Platform.EC2, Platform.MANAGED_INSTANCES);
    assertThat(placed("SchedulingStrategy: DAEMON")).isEqualTo(either);
    assertThat(placed("LaunchType: !If [X, FARGATE, !Ref Y]")).isEqualTo(either);
    assertThat(placed("CapacityProviderStrategy: !Ref X")).isEqualTo(either);
    assertThat(
            placed(
                "LaunchType: !If [X, FARGATE, !Ref AWS::NoValue]\n      CapacityProviderStrategy:"
                    + " !If [X, !Ref AWS::NoValue, [{CapacityProvider: FARGATE_SPOT}]]"))
        .containsExactly(Platform.FARGATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LaunchType: !Ref X", "SchedulingStrategy: DAEMON"})
  void aServiceThatDoesNotSayWhereLeavesBothOpen(String other) throws Exception {
    String template =
        """
        Resources:
          Web: {Type: AWS::ECS::TaskDefinition, Properties: {%s}}
          A: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Web, LaunchType: FARGATE}}
          B: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Web, %s}}
        """;
    assertThat(Read.task(template.formatted("Family: web", other)).platforms())
        .containsExactlyInAnyOrder(Platform.EC2, Platform.FARGATE);
    assertThat(
            Read.task(template.formatted("RequiresCompatibilities: [FARGATE]", other)).platforms())
        .containsExactly(Platform.FARGATE);
  }

  @Test
  void aServiceNamesItsTaskDefinition() throws Exception {
    for (String reference : List.of("!Ref Web", "!GetAtt Web.TaskDefinitionArn")) {
      Service service = services("LaunchType: FARGATE", reference).services().get(0);
      assertThat(service.taskDefinition()).isEqualTo(Setting.of("Web"));
      assertThat(service.resource()).isEqualTo("Svc");
    }
    for (String reference :
        List.of("web", "web:3", "arn:aws:ecs:eu-central-1:123456789012:task-definition/web:3")) {
      assertThat(
              services("LaunchType: FARGATE", "'" + reference + "'")
                  .taskDefinitions()
                  .get(0)
                  .platforms())
          .containsExactly(Platform.FARGATE);
    }
  }

  @Test
  void readsATaskSet() throws Exception {
    Inventory inventory =
        Template.parse(
            """
            Resources:
              Set:
                Type: AWS::ECS::TaskSet
                Properties:
                  LaunchType: FARGATE
                  NetworkConfiguration: {AwsVpcConfiguration: {AssignPublicIp: ENABLED}}
            """,
            "t.yaml");
    assertThat(inventory.services().get(0).assignPublicIp()).isEqualTo(Setting.of("ENABLED"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{Resources: {'Fn::ForEach::X': [a, [b], {}]}} | Fn::ForEach::X needs the transform",
        "{Resources: {'Fn::Transform': {Name: M}}} | Fn::Transform M makes resources",
        "{Resources: {A: {'Fn::Transform': {Name: M}}}} | resource A has no Type",
        "{Resources: {A: {Type: T, 'Fn::Transform': {Name: M}}}} | M may change resource A",
        "{Resources: {A: ~}} | resource A has no Type",
        "{Resources: {}} | Resources is empty, which CloudFormation refuses",
        "{Resources: {A: {Type: 'AWS::ECS::Later'}}} | which is not judged",
        "{Resources: {A: x}} | resource A has no Type",
        "{Resources: {A: {Type: [x]}}} | resource A has no Type",
        "{Resources: {A: {Type: My::Own::Thing::MODULE}}} | the module A makes resources",
        "{Resources: {}, Transform: Mine} | the macro Mine may change every resource",
        "{Resources: {}, Transform: [{Name: 'AWS::Include'}]} | the macro AWS::Include may change every",
        "{Resources: {}, 'Fn::Transform': {Name: 'AWS::Include'}} | may change the template",
        "{Resources: {}, Mappings: {'Fn::Transform': {Name: M}}} | may change the template",
        "{Resources: {A: {Type: 'AWS::CloudFormation::Stack'}}} | nested stack A",
        "{Resources: {A: {Type: 'AWS::CloudFormation::StackSet'}}} | it names no template",
        "{Resources: {A: {Type: 'AWS::Serverless::Application'}}} | it names no template",
        "{Resources: {A: {Type: 'AWS::ECS::NewThing'}}} | which is not judged",
      })
  void whatHidesAResourceIsAGap(String template, String reason) throws Exception {
    // In a block, for a text that begins with a brace is JSON.
    String yaml = "---\n" + template;
    assertThat(Template.parse(yaml, "t.yaml").gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.reason()).contains(reason))
        .satisfies(gap -> assertThat(gap.location().line()).isEqualTo(2));
  }

  @Test
  void macrosOfAwsThatLeaveContainersAloneAreNoGap() throws Exception {
    assertThat(
            Template.parse(
                    "Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n"
                        + "Resources: {Bucket: {Type: AWS::S3::Bucket}}",
                    "t.yaml")
                .gaps())
        .isEmpty();
  }

  @Test
  void propertiesThatAreHiddenAreUnresolved() throws Exception {
    TaskDefinition task = task("Properties: {'Fn::Transform': {Name: M}, Family: web}");
    assertThat(task.containers()).isInstanceOf(dev.breakwater.model.Values.Unresolved.class);
    assertThat(task.networkMode()).isInstanceOf(Setting.Unresolved.class);
    assertThat(task.resource()).isEqualTo("Web");
    assertThat(task("Properties: text").networkMode()).isInstanceOf(Setting.Unresolved.class);
    assertThat(task("DependsOn: X").networkMode().isAbsent()).isTrue();
  }

  @Test
  void refusesWhatIsNoTemplate() {
    assertThatExceptionOfType(UnreadableSourceException.class)
        .isThrownBy(() -> Template.parse("AWSTemplateFormatVersion: 2010-09-09", "t.yaml"))
        .withMessage("t.yaml:1:1: a CloudFormation template needs an object Resources, got none");
  }

  private static Container with(String property) throws Exception {
    return Read.container(
        "Resources:\n  Web:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n"
            + "      ContainerDefinitions:\n        - "
            + property
            + "\n");
  }

  private static TaskDefinition taskWith(String property) throws Exception {
    return task("Properties:\n      " + property);
  }

  private static TaskDefinition task(String rest) throws Exception {
    return Read.task("Resources:\n  Web:\n    Type: AWS::ECS::TaskDefinition\n    " + rest + "\n");
  }

  private static Set<Platform> placed(String property) throws Exception {
    return services(property, "!Ref Web").taskDefinitions().get(0).platforms();
  }

  private static Inventory services(String property, String reference) throws Exception {
    return Template.parse(
        """
        Resources:
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties: {Family: web}
          Svc:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: %s
              %s
          Asg:
            Type: AWS::ECS::CapacityProvider
            Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: x}}
          Managed:
            Type: AWS::ECS::CapacityProvider
            Properties: {ManagedInstancesProvider: {InfrastructureRoleArn: x}}
        """
            .formatted(reference, property),
        "t.yaml");
  }
}
