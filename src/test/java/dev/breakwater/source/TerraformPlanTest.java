package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.breakwater.model.Container;
import dev.breakwater.model.Gap;
import dev.breakwater.model.HostTemplate;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Platform;
import dev.breakwater.model.Service;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.model.Values;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The plan and the state were printed by Terraform 1.11.4 with the AWS provider 5.100.0, from the
 * main.tf beside them; the state is what an emulator of AWS took of it. The hosts are a project of
 * their own, whose plan has lost the keys of the provider.
 */
class TerraformPlanTest {
  private static final Path FILES = Path.of("src/test/resources/dev/breakwater/source/terraform");

  @Test
  void readsEveryTaskDefinitionOfEveryModuleByItsAddress() throws Exception {
    assertThat(plan().taskDefinitions())
        .extracting(TaskDefinition::resource)
        .containsExactly(
            "aws_ecs_task_definition.careless",
            "aws_ecs_task_definition.pending",
            "module.web[\"eu\"].aws_ecs_task_definition.app[\"blue\"]",
            "module.web[\"eu\"].aws_ecs_task_definition.app[\"green\"]",
            "module.web[\"us\"].aws_ecs_task_definition.app[\"blue\"]",
            "module.web[\"us\"].aws_ecs_task_definition.app[\"green\"]");
  }

  @Test
  void readsContainersAndVolumes() throws Exception {
    TaskDefinition task = task(plan(), "aws_ecs_task_definition.careless");
    assertThat(task.pidMode()).isEqualTo(Setting.of("host"));
    assertThat(task.volumes().known())
        .extracting(volume -> volume.name().known().orElse("") + " " + volume.kinds())
        .containsExactly(
            "etc [dockerVolumeConfiguration]", "files [efsVolumeConfiguration]", "socket [host]");
    assertThat(task.volumes().known())
        .anyMatch(volume -> volume.hostSourcePath().equals(Setting.of("/var/run/docker.sock")))
        .anyMatch(volume -> Setting.of("/etc").equals(volume.dockerDriverOptions().get("device")));
    Container container = container(task);
    assertThat(container.user()).isEqualTo(Setting.of("0"));
    assertThat(container.privileged()).isEqualTo(Setting.of(true));
    assertThat(container.user().location().line()).isEqualTo(1);
    assertThat(container.user().location().column()).isGreaterThan(1);
  }

  @Test
  void whatIsKnownAfterApplyIsUnresolved() throws Exception {
    TaskDefinition task = task(plan(), "aws_ecs_task_definition.pending");
    assertThat(task.containers()).isInstanceOf(Values.Unresolved.class);
    assertThat(task(plan(), "aws_ecs_task_definition.careless").taskRoleArn())
        .isInstanceOf(Setting.Unresolved.class);
  }

  @Test
  void whatTheProviderComputesAndNobodyWroteIsAbsent() throws Exception {
    assertThat(task(plan(), "aws_ecs_task_definition.pending").networkMode())
        .isEqualTo(Setting.absent());
  }

  @Test
  void whatTheProviderComputesIsUnresolvedWhereItIsWritten() throws Exception {
    String written =
        text("plan.json")
            .replace(
                "\"family\":{\"constant_value\":\"pending\"}",
                "\"family\":{\"constant_value\":\"pending\"},"
                    + "\"network_mode\":{\"references\":[\"x.y\"]}");
    assertThat(task(parse(written), "aws_ecs_task_definition.pending").networkMode())
        .isInstanceOf(Setting.Unresolved.class);
  }

  @Test
  void aBlockThatIsUnknownAsAWholeIsUnresolvedForItMayBeADynamicOne() throws Exception {
    String plan =
        """
        {"format_version": "1.2", "resource_changes": [{
          "address": "aws_ecs_service.web", "mode": "managed", "type": "aws_ecs_service",
          "name": "web", "change": {"actions": ["create"], "after": {"name": "web"},
          "after_unknown": {"network_configuration": true, "launch_type": true}}}],
         "configuration": {"root_module": {"resources": [{
          "address": "aws_ecs_service.web", "expressions": {"name": {"constant_value": "web"}}}]}}}
        """;
    Service service = parse(plan).services().get(0);
    assertThat(service.assignPublicIp()).isInstanceOf(Setting.Unresolved.class);
    assertThat(service.launchType()).isEqualTo(Setting.absent());
  }

  @Test
  void linksAServiceWithTheTaskDefinitionOfItsOwnModuleAndKey() throws Exception {
    Inventory plan = plan();
    assertThat(plan.services())
        .extracting(
            service -> service.resource() + " " + service.taskDefinition().known().orElse(""))
        .contains(
            "aws_ecs_service.careless aws_ecs_task_definition.careless",
            "module.web[\"us\"].aws_ecs_service.app[\"green\"]"
                + " module.web[\"us\"].aws_ecs_task_definition.app[\"green\"]");
    assertThat(task(plan, "module.web[\"us\"].aws_ecs_task_definition.app[\"green\"]").platforms())
        .containsExactly(Platform.FARGATE);
    assertThat(task(plan, "aws_ecs_task_definition.careless").platforms())
        .containsExactly(Platform.EC2);
    assertThat(task(plan, "aws_ecs_task_definition.pending").platforms())
        .containsExactlyInAnyOrder(Platform.EC2, Platform.FARGATE);
  }

  @Test
  void readsWhatAServiceAsksFor() throws Exception {
    assertThat(plan().services())
        .extracting(service -> service.assignPublicIp().known().orElse("none"))
        .containsExactly("none", "ENABLED", "ENABLED", "ENABLED", "ENABLED");
    assertThat(plan().services().get(0).enableExecuteCommand()).isEqualTo(Setting.of(true));
  }

  @Test
  void judgesWhatIsSensitiveAndShowsNoneOfIt() throws Exception {
    for (Inventory inventory : new Inventory[] {plan(), state()}) {
      Container container = container(task(inventory, "aws_ecs_task_definition.careless"));
      assertThat(container.privileged()).isEqualTo(Setting.of(true));
      assertThat(container.command())
          .isEqualTo(
              new Values.Unresolved<>("a sensitive value", dev.breakwater.model.Location.NOWHERE));
      assertThat(container.environment().known())
          .extracting(variable -> variable.name().known().orElse(""))
          .containsExactly("DB_PASSWORD");
    }
  }

  @Test
  void readsAState() throws Exception {
    Inventory state = state();
    assertThat(state.gaps()).isEmpty();
    assertThat(state.taskDefinitions()).hasSize(5);
    TaskDefinition task = task(state, "aws_ecs_task_definition.careless");
    assertThat(task.cpu()).isEqualTo(Setting.absent());
    assertThat(task.ipcMode()).isEqualTo(Setting.absent());
    assertThat(task.volumes())
        .isEqualTo(task(plan(), "aws_ecs_task_definition.careless").volumes());
  }

  @Test
  void leavesOutWhatIsDeleted() throws Exception {
    String deleting =
        text("plan.json")
            .replaceAll(
                "(?s)(\"address\":\"aws_ecs_task_definition.careless\".*?)\"actions\":\\[\"create\"\\],"
                    + "\"before\":null,\"after\":\\{.*?\\},\"after_unknown\"",
                "$1\"actions\":[\"delete\"],\"before\":null,\"after\":null,\"after_unknown\"");
    assertThat(parse(deleting).taskDefinitions())
        .extracting(TaskDefinition::resource)
        .hasSize(5)
        .doesNotContain("aws_ecs_task_definition.careless");
  }

  @Test
  void aPlanThatIsNotCompleteIsAGap() throws Exception {
    assertThat(parse(text("plan.json").replace("\"complete\":true", "\"complete\":false")).gaps())
        .extracting(Gap::reason)
        .containsExactly("the plan is not complete: it was made with -target, or puts changes off");
    assertThat(parse(text("plan.json").replace("\"errored\":false", "\"errored\":true")).gaps())
        .hasSize(1);
    assertThat(plan().gaps()).isEmpty();
  }

  @Test
  void aStackOfCloudFormationIsAGapUnlessItsTemplateHasNothingOfEcs() throws Exception {
    assertThat(
            parse(
                    stack(
                        "{\\\"Resources\\\": {\\\"T\\\": {\\\"Type\\\": \\\"AWS::ECS::Service\\\"}}}"))
                .gaps())
        .extracting(Gap::reason)
        .containsExactly(
            "aws_cloudformation_stack.s is a CloudFormation stack; give its template by itself");
    assertThat(parse(stack("{}")).gaps()).isEmpty();
  }

  private static String stack(String template) {
    return """
        {"format_version": "1.0", "values": {"root_module": {"resources": [{
          "address": "aws_cloudformation_stack.s", "mode": "managed",
          "type": "aws_cloudformation_stack", "values": {"template_body": "%s"}}]}}}
        """
        .formatted(template);
  }

  @Test
  void whatHidesATaskIsAGap() throws Exception {
    for (String type :
        new String[] {
          "awscc_ecs_task_definition",
          "aws_ecs_thing_of_tomorrow",
          "aws_cloudcontrolapi_resource",
          "aws_cloudformation_stack_set",
          "aws_servicecatalog_provisioned_product",
          "aws_serverlessapplicationrepository_cloudformation_stack"
        }) {
      String text = stack("{}").replace("aws_cloudformation_stack", type);
      String values = "{\"type_name\": \"AWS::ECS::TaskDefinition\"}";
      assertThat(parse(text.replace("{\"template_body\": \"{}\"}", values)).gaps()).hasSize(1);
    }
    assertThat(parse(stack("{}").replace("aws_cloudformation_stack", "aws_ecs_tag")).gaps())
        .isEmpty();
    assertThat(parse(stack("AWS::CloudFormation::Stack")).gaps()).hasSize(1);
  }

  @Test
  void readsHowEventBridgeStartsTasks() throws Exception {
    String network = "[{\"subnets\": [\"subnet-1\"], \"assign_public_ip\": true}]";
    String target =
        "{\"arn\": \"a\", \"ecs_target\": [{\"task_definition_arn\": \"t\","
            + " \"network_configuration\": %s}]}".formatted(network);
    String schedule =
        "{\"target\": [{\"ecs_parameters\": [{\"task_definition_arn\": \"t\","
            + " \"network_configuration\": %s}]}]}".formatted(network);
    assertThat(started("aws_cloudwatch_event_target", target))
        .extracting(Service::assignPublicIp)
        .containsExactly(Setting.of("ENABLED"));
    assertThat(started("aws_scheduler_schedule", schedule))
        .extracting(Service::assignPublicIp)
        .containsExactly(Setting.of("ENABLED"));
    assertThat(started("aws_cloudwatch_event_target", "{\"arn\": \"a\"}")).isEmpty();
  }

  private static java.util.List<Service> started(String type, String values) throws Exception {
    return parse(
            stack("{}")
                .replace("aws_cloudformation_stack", type)
                .replace("{\"template_body\": \"{}\"}", values))
        .services();
  }

  /** The user data names the cluster by its ARN, which is unknown until it is applied. */
  @Test
  void aLaunchTemplateBehindACapacityProviderIsAHostAcrossModules() throws Exception {
    String plan =
        """
        {"format_version": "1.2", "resource_changes": [
          {"address": "aws_ecs_capacity_provider.cp", "mode": "managed",
           "type": "aws_ecs_capacity_provider", "name": "cp", "change": {"actions": ["create"],
           "after": {"name": "cp", "auto_scaling_group_provider": [{}]},
           "after_unknown": {"auto_scaling_group_provider": [{"auto_scaling_group_arn": true}]}}},
          {"address": "module.hosts.aws_autoscaling_group.asg", "mode": "managed",
           "module_address": "module.hosts",
           "type": "aws_autoscaling_group", "name": "asg", "change": {"actions": ["create"],
           "after": {"name": "asg", "launch_template": [{}]},
           "after_unknown": {"launch_template": [{"id": true}]}}},
          {"address": "aws_launch_template.used", "mode": "managed",
           "type": "aws_launch_template", "name": "used", "change": {"actions": ["create"],
           "after": {"name": "used", "key_name": "x"}, "after_unknown": {"user_data": true}}},
          {"address": "aws_launch_template.other", "mode": "managed",
           "type": "aws_launch_template", "name": "other", "change": {"actions": ["create"],
           "after": {"name": "other", "key_name": "x"}, "after_unknown": {"user_data": true}}}],
         "configuration": {"root_module": {
          "resources": [{"address": "aws_ecs_capacity_provider.cp", "expressions":
            {"auto_scaling_group_provider": [{"auto_scaling_group_arn":
              {"references": ["module.hosts.group_arn", "module.hosts"]}}]}}],
          "module_calls": {"hosts": {
            "expressions": {"template": {"references": ["aws_launch_template.used.id"]}},
            "module": {
              "outputs": {"group_arn":
                {"expression": {"references": ["aws_autoscaling_group.asg.arn"]}}},
              "resources": [{"address": "aws_autoscaling_group.asg", "expressions":
                {"launch_template": [{"id": {"references": ["var.template"]}}]}}]}}}}}}
        """;
    assertThat(parse(plan).hosts())
        .extracting(host -> host.name().location().subject())
        .containsExactly("aws_launch_template.used");
  }

  @Test
  void anEmptyStateHoldsNothing() throws Exception {
    assertThat(parse("{\"format_version\":\"1.0\"}")).isEqualTo(Inventory.EMPTY);
  }

  @Test
  void refusesTerraformsOwnLanguageAndFilesWithTheSentenceThatSaysHow() {
    for (String text :
        new String[] {
          "resource \"aws_ecs_cluster\" \"main\" {\n  name = \"main\"\n}\n",
          "# ours\nterraform {\n}\n",
          "{\"resource\": {\"aws_ecs_cluster\": {\"main\": {}}}}",
          "PK\u0003\u0004\u0014........1Xv].........tfplan",
          "{\"version\": 4, \"terraform_version\": \"1.11.4\", \"lineage\": \"x\","
              + " \"resources\": []}"
        }) {
      assertThatExceptionOfType(UnreadableSourceException.class)
          .isThrownBy(() -> parse(text))
          .withMessageContaining("terraform show -json");
    }
  }

  @Test
  void aClusterLeadsToItsHostsThroughReferencesAndTheOutputsOfModules() throws Exception {
    Inventory hosts = parse(text("hosts/plan.json"));
    assertThat(hosts.hosts())
        .extracting(HostTemplate::resource)
        .containsExactly("module.hosts.aws_launch_template.hosts");
    assertThat(hosts.taskDefinitions().get(0).usernsRemap()).isEqualTo(Setting.of("default"));
  }

  @Test
  void aGroupThatRefersToAnotherLaunchTemplateLeadsToNoHostOfEcs() throws Exception {
    String plan = text("hosts/plan.json");
    Inventory hosts = parse(plan.replace("\"aws_launch_template.hosts", "\"local.template"));
    assertThat(hosts.hosts()).isEmpty();
    assertThat(hosts.taskDefinitions().get(0).usernsRemap()).isInstanceOf(Setting.Unresolved.class);
  }

  @Test
  void modulesThatReferToEachOtherInACircleLeadNowhere() throws Exception {
    String plan = text("hosts/plan.json");
    assertThat(
            parse(
                    plan.replace(
                            "\"references\":[\"aws_autoscaling_group.hosts.arn\",\"aws_autoscaling_group.hosts\"]",
                            "\"references\":[\"var.group\"]")
                        .replace(
                            "\"source\":\"./modules/hosts\"",
                            "\"expressions\":{\"group\":{\"references\":[\"module.hosts.group\"]}}"))
                .hosts())
        .isEmpty();
  }

  @Test
  void whatNobodyWroteInABlockThatIsWrittenIsAbsent() throws Exception {
    HostTemplate host = parse(text("hosts/plan.json")).hosts().get(0);
    assertThat(host.httpTokens()).isEqualTo(Setting.of("optional"));
    assertThat(host.httpEndpoint()).isEqualTo(Setting.absent());
    assertThat(host.httpPutResponseHopLimit()).isEqualTo(Setting.absent());
  }

  @Test
  void whatIsUnknownInABlockThatIsNotWrittenMayStandInADynamicOne() throws Exception {
    String plan = text("hosts/plan.json");
    String block = "\"metadata_options\":[{\"http_tokens\":{\"constant_value\":\"optional\"}}],";
    assertThat(plan).contains(block);
    assertThat(parse(plan.replace(block, "")).hosts().get(0).httpEndpoint())
        .isInstanceOf(Setting.Unresolved.class);
  }

  private static TaskDefinition task(Inventory inventory, String address) {
    return inventory.taskDefinitions().stream()
        .filter(task -> task.resource().equals(address))
        .findFirst()
        .orElseThrow();
  }

  private static Container container(TaskDefinition task) {
    return task.containers().known().findFirst().orElseThrow();
  }

  private static Inventory plan() throws Exception {
    return SourceFile.read(FILES.resolve("plan.json")).inventory();
  }

  private static Inventory state() throws Exception {
    return SourceFile.read(FILES.resolve("state.json")).inventory();
  }

  private static String text(String file) throws Exception {
    return Files.readString(FILES.resolve(file));
  }

  private static Inventory parse(String text) throws UnreadableSourceException {
    return SourceFile.parse(
            text.getBytes(StandardCharsets.UTF_8), "-", Optional.empty(), Deployment.UNKNOWN)
        .inventory();
  }
}
