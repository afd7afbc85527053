package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.HostSystem;
import dev.breakwater.model.HostTemplate;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostLinksTest {
  private static final String REMAPPED =
      "'Fn::Base64': \"echo '{\\\"userns-remap\\\": \\\"default\\\"}' > /etc/docker/daemon.json\"";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LaunchTemplate: {LaunchTemplateId: !Ref Launch, Version: 1}",
        "LaunchTemplate: {LaunchTemplateName: hosts, Version: $Latest}",
        "MixedInstancesPolicy: {LaunchTemplate: {LaunchTemplateSpecification: {LaunchTemplateId:"
            + " !Ref Launch, Version: !GetAtt Launch.LatestVersionNumber}}}",
        "MixedInstancesPolicy: {LaunchTemplate: {Overrides: [{LaunchTemplateSpecification:"
            + " {LaunchTemplateId: !Ref Launch}}]}}",
        "LaunchTemplate: !If [X, {LaunchTemplateId: !Ref Launch}, {LaunchTemplateId: !Ref Y}]",
      })
  void aCapacityProviderLeadsToItsHosts(String group) throws Exception {
    Inventory inventory = linked(group, "AutoScalingGroupArn: !Ref Group");
    assertThat(inventory.hosts()).extracting(HostTemplate::resource).containsExactly("Launch");
    assertThat(inventory.taskDefinitions().get(0).usernsRemap()).isEqualTo(Setting.of("default"));
  }

  @Test
  void anArnLeadsToItsGroupToo() throws Exception {
    String arn =
        "'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:x:autoScalingGroupName/group'";
    assertThat(
            linked("LaunchTemplate: {LaunchTemplateId: !Ref Launch}", "AutoScalingGroupArn: " + arn)
                .hosts())
        .hasSize(1);
  }

  @Test
  void anotherMachineIsNoHost() throws Exception {
    Inventory inventory =
        linked("LaunchTemplate: {LaunchTemplateId: !Ref Other}", "AutoScalingGroupArn: !Ref Group");
    assertThat(inventory.hosts()).isEmpty();
    assertThat(inventory.taskDefinitions().get(0).usernsRemap())
        .isInstanceOf(Setting.Unresolved.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UserData: {'Fn::Base64': !Sub 'echo ECS_CLUSTER=${C} >> /etc/ecs/ecs.config'}",
        "UserData: {'Fn::Base64': {'Fn::Join': ['', ['echo ECS_CLUSTER=', !Ref C]]}}",
        "UserData: !If [X, {'Fn::Base64': !Sub 'echo ECS_CLUSTER=${C}'}, !Ref 'AWS::NoValue']",
        "UserData: ZWNobyBFQ1NfQ0xVU1RFUj14ID4+IC9ldGMvZWNzL2Vjcy5jb25maWcK",
        "ImageId: !Ref Image",
        "ImageId: !Ref EcsAmi",
        "ImageId: '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2/x}}'",
        "ImageId: '{{resolve:ssm:/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id}}'",
      })
  void aContainerInstanceIsAHostByItself(String data) throws Exception {
    assertThat(alone("AWS::EC2::LaunchTemplate", "LaunchTemplateData: {" + data + "}").hosts())
        .hasSize(1);
    assertThat(alone("AWS::AutoScaling::LaunchConfiguration", data).hosts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KeyName: x",
        "ImageId: ami-0123456789abcdef0",
        "ImageId: !Ref WebSpecs",
        "UserData: {'Fn::Base64': 'yum install -y httpd'}",
        "UserData: !Ref UserData",
      })
  void aMachineThatSaysNothingOfEcsIsNone(String data) throws Exception {
    assertThat(alone("AWS::EC2::LaunchTemplate", "LaunchTemplateData: {" + data + "}").hosts())
        .isEmpty();
  }

  @Test
  void theImageSaysTheSystem() throws Exception {
    assertThat(system("/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"))
        .isEqualTo(HostSystem.AMAZON_LINUX);
    assertThat(system("/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id"))
        .isEqualTo(HostSystem.BOTTLEROCKET);
    assertThat(
            system(
                "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-ECS_Optimized"))
        .isEqualTo(HostSystem.WINDOWS);
    assertThat(system("ecs-ubuntu")).isEqualTo(HostSystem.LINUX);
  }

  private static HostSystem system(String image) throws Exception {
    return alone(
            "AWS::EC2::LaunchTemplate",
            "LaunchTemplateData: {ImageId: '{{resolve:ssm:" + image + "}}'}")
        .hosts()
        .get(0)
        .system();
  }

  private static Inventory alone(String type, String properties) throws Exception {
    return Template.parse(
        """
        Parameters:
          Image: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}
        Resources:
          Launch: {Type: %s, Properties: {%s}}
        """
            .formatted(type, properties),
        "t.yaml");
  }

  private static Inventory linked(String group, String provider) throws Exception {
    return Template.parse(
        """
        Resources:
          Web: {Type: AWS::ECS::TaskDefinition, Properties: {RequiresCompatibilities: [EC2]}}
          Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Web, Cluster: !Ref Cluster}}
          Cluster: {Type: AWS::ECS::Cluster}
          Links: {Type: AWS::ECS::ClusterCapacityProviderAssociations, Properties: {Cluster: !Ref Cluster, CapacityProviders: [!Ref Capacity]}}
          Capacity: {Type: AWS::ECS::CapacityProvider, Properties: {AutoScalingGroupProvider: {%s}}}
          Group: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {AutoScalingGroupName: group, %s}}
          Launch: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateName: hosts, LaunchTemplateData: {UserData: {%s}}}}
        """
            .formatted(provider, group, REMAPPED),
        "t.yaml");
  }
}
