package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Inventory;
import dev.breakwater.model.Platform;
import dev.breakwater.model.Service;
import dev.breakwater.model.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What starts tasks without being a service: triggers of EventBridge, and daemons. */
class TriggersTest {
  private static final String TASK =
      "{TaskDefinitionArn: !Ref Web, LaunchType: FARGATE, PlatformVersion: 1.3.0,"
          + " EnableExecuteCommand: true,"
          + " NetworkConfiguration: {AwsVpcConfiguration: {AssignPublicIp: ENABLED}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS::Events::Rule | {Targets: [{Id: other}, {Id: task, EcsParameters: %s}]}",
        "AWS::Events::Rule | {Targets: !If [C, [{Id: task, EcsParameters: %s}], []]}",
        "AWS::Scheduler::Schedule | {Target: {EcsParameters: %s}}",
        "AWS::Pipes::Pipe | {TargetParameters: {EcsTaskParameters: %s}}",
      })
  void readsTheTaskThatATriggerStarts(String type, String properties) throws Exception {
    Inventory inventory = trigger(type, properties.formatted(TASK));
    assertThat(inventory.services()).hasSize(1);
    Service service = inventory.services().get(0);
    assertThat(service.kind()).isEqualTo(Service.Kind.TRIGGER);
    assertThat(service.resource()).isEqualTo("Nightly");
    assertThat(service.taskDefinition()).isEqualTo(Setting.of("Web"));
    assertThat(service.assignPublicIp()).isEqualTo(Setting.of("ENABLED"));
    assertThat(service.enableExecuteCommand()).isEqualTo(Setting.of(true));
    assertThat(service.platformVersion()).isEqualTo(Setting.of("1.3.0"));
    assertThat(inventory.taskDefinitions().get(0).platforms()).containsExactly(Platform.FARGATE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS::Events::Rule | {Targets: [{Id: function, Arn: x}]}",
        "AWS::Events::Rule | {}",
        "AWS::Scheduler::Schedule | {Target: {Arn: x}}",
        "AWS::Pipes::Pipe | {TargetParameters: {InputTemplate: x}}",
      })
  void whatStartsNoTaskIsNothing(String type, String properties) throws Exception {
    assertThat(trigger(type, properties).services()).isEmpty();
  }

  @Test
  void targetsThatCannotBeReadMayBeTasks() throws Exception {
    assertThat(
            trigger("AWS::Events::Rule", "{Targets: !GetAtt My.Targets}")
                .services()
                .get(0)
                .assignPublicIp())
        .isInstanceOf(Setting.Unresolved.class);
  }

  @Test
  void aDaemonRunsOnManagedInstancesOnly() throws Exception {
    Inventory inventory =
        Template.parse(
            """
            Resources:
              Agent:
                Type: AWS::ECS::DaemonTaskDefinition
                Properties:
                  Family: agent
                  ContainerDefinitions: [{Name: agent, Image: agent, Privileged: true}]
              Daemon:
                Type: AWS::ECS::Daemon
                Properties:
                  DaemonTaskDefinitionArn: !GetAtt Agent.DaemonTaskDefinitionArn
                  EnableExecuteCommand: true
            """,
            "t.yaml");
    assertThat(inventory.gaps()).isEmpty();
    assertThat(inventory.taskDefinitions().get(0).platforms())
        .containsExactly(Platform.MANAGED_INSTANCES);
    assertThat(inventory.taskDefinitions().get(0).containers().known()).hasSize(1);
    Service daemon = inventory.services().get(0);
    assertThat(daemon.kind()).isEqualTo(Service.Kind.DAEMON);
    assertThat(daemon.taskDefinition()).isEqualTo(Setting.of("Agent"));
    assertThat(daemon.enableExecuteCommand()).isEqualTo(Setting.of(true));
  }

  private static Inventory trigger(String type, String properties) throws Exception {
    return Template.parse(
        """
        Resources:
          Web: {Type: AWS::ECS::TaskDefinition, Properties: {Family: web}}
          Nightly:
            Type: %s
            Properties: %s
        """
            .formatted(type, properties),
        "t.yaml");
  }
}
