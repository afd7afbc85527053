package dev.breakwater.construct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;

import dev.breakwater.policy.Rule;
import dev.breakwater.rule.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StageSynthesisOptions;
import software.amazon.awscdk.cloudformation.include.CfnInclude;
import software.amazon.awscdk.services.ecs.AsgCapacityProvider;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.patterns.ApplicationLoadBalancedFargateService;
import software.amazon.awscdk.services.ecs.patterns.ApplicationLoadBalancedTaskImageOptions;

/** What the gate refuses, whoever wrote it; the command lines are tested elsewhere. */
@Tag("cdk")
class PolicyGateTest {
  @TempDir Path directory;
  private App app;
  private Stack stack;

  @BeforeEach
  void anAppWithTheGateBeforeIt() {
    app = app("cdk.out");
    stack = new Stack(app, "Main");
    PolicyGate.restricted().attach(app);
  }

  private App app(String folder) {
    return App.Builder.create()
        .outdir(directory.resolve(folder).toString())
        // The CDK's own mode for unit tests: the exception holds the report.
        .context(Map.of("@aws-cdk/core:appMode", "inmemory"))
        .build();
  }

  @Test
  void passesAProxiedServiceOnFargate() {
    proxied();
    assertThat(report()).isEmpty();
  }

  @Test
  void passesProxiedServicesOnInstances() {
    Cluster cluster = Synthesis.cluster(stack);
    AsgCapacityProvider capacity = Synthesis.capacity(stack, cluster);
    Synthesis.good(stack, cluster).placement(Placement.ec2(capacity)).build();
    Stack other = new Stack(app, "Other");
    Cluster otherCluster = Synthesis.cluster(other);
    AsgCapacityProvider otherCapacity = Synthesis.capacity(other, otherCluster);
    Synthesis.good(other, otherCluster).placement(Placement.ec2Bridge(otherCapacity)).build();
    assertThat(report()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void refusesAnEscapeHatchThatBreaksARule(String rule) {
    ProxiedService service = proxied();
    assertThat(EscapeHatches.BY_RULE).containsKey(rule);
    EscapeHatches.BY_RULE.get(rule).accept(service);
    assertThat(report())
        .contains("Rule breakwater::" + rule, "Main.template.json:")
        .containsPattern("FATAL Main/(Web|Cluster|Capacity|Template)[/,:]")
        .doesNotContain("unknown", "hunter2");
  }

  static List<String> refusesAnEscapeHatchThatBreaksARule() {
    return Rules.ALL.stream().map(Rule::id).toList();
  }

  @Test
  void refusesACarelessServiceOfTheCdkBesideAProxiedOne() {
    ProxiedService hardened = proxied();
    ApplicationLoadBalancedFargateService.Builder.create(stack, "Careless")
        .cluster(hardened.getService().getCluster())
        .taskImageOptions(
            ApplicationLoadBalancedTaskImageOptions.builder()
                .image(ContainerImage.fromRegistry("nginx"))
                .build())
        .assignPublicIp(true)
        .build();
    assertThat(report())
        .contains(
            "FATAL Main/Careless/TaskDef/Resource, container web: ",
            "Rule breakwater::non-root-user",
            "FATAL Main/Careless/Service/Service: ",
            "Rule breakwater::no-public-ip")
        .doesNotContain("Main/Web/", "unknown");
  }

  @Test
  void refusesAResourceThatNoTypeDescribes() {
    CfnResource.Builder.create(stack, "Raw")
        .type("AWS::ECS::TaskDefinition")
        .properties(
            Map.of(
                "ContainerDefinitions",
                List.of(Map.of("Name", "app", "Image", "nginx", "Privileged", true))))
        .build();
    assertThat(report()).contains("Main/Raw, container app: container is privileged");
  }

  @Test
  void refusesAnIncludedTemplate() throws IOException {
    include("privileged");
    assertThat(report())
        .contains("Main/Included/Old, container privileged: container is privileged", " Old");
  }

  @Test
  void refusesAContainerOfWhichTheNameIsHalfACharacter() throws IOException {
    include("\\ud800");
    assertThat(report()).contains("Rule breakwater::no-privileged-container");
  }

  @Test
  void showsTheControlCharactersOfANameAsText() throws IOException {
    include("\\u001b[2Jgone");
    assertThat(report()).contains("container \\u001b[2Jgone:").doesNotContain("\u001b");
  }

  @Test
  void refusesWhatOnlyADeploymentResolvesAndCallsItUnknown() {
    CfnParameter user = CfnParameter.Builder.create(stack, "User").type("String").build();
    EscapeHatches.definition(proxied())
        .addPropertyOverride("ContainerDefinitions.0.User", Map.of("Ref", user.getLogicalId()));
    assertThat(report())
        .contains("FATAL unknown: Main/Web/Task/", "Rule breakwater::non-root-user");
  }

  @Test
  void refusesANestedStackThatItCannotRead() {
    CfnStack.Builder.create(stack, "Elsewhere").templateUrl("https://example.com/x.json").build();
    assertThat(report()).contains("FATAL unknown: Main/Elsewhere: ", "Rule breakwater::gap");
  }

  @Test
  void refusesATemplateThatAMacroMayChange() {
    stack.addTransform("Loosen");
    proxied();
    assertThat(report()).contains("FATAL unknown: ", "the macro Loosen", "Rule breakwater::gap");
  }

  @Test
  void passesAStackWithoutResources() {
    assertThat(report()).isEmpty();
  }

  @Test
  void passesAnAppWithoutStacks() {
    app = app("empty");
    PolicyGate.restricted().attach(app);
    assertThat(report()).isEmpty();
  }

  @Test
  void refusesAlsoWhenTheValidationOfConstructsIsSkipped() {
    EscapeHatches.definition(proxied()).addPropertyOverride("PidMode", "host");
    StageSynthesisOptions skip = StageSynthesisOptions.builder().skipValidation(true).build();
    assertThatRuntimeException()
        .isThrownBy(() -> app.synth(skip))
        .withMessageContaining("Rule breakwater::no-host-processes");
  }

  @Test
  void theBaselineLetsThroughWhatOnlyTheRestrictedLevelForbids() {
    app = app("baseline");
    stack = new Stack(app, "Main");
    PolicyGate.baseline().attach(app);
    CfnTaskDefinition task = EscapeHatches.definition(proxied());
    task.addPropertyOverride("ContainerDefinitions.0.ReadonlyRootFilesystem", false);
    task.addPropertyOverride("PidMode", "host");
    assertThat(report())
        .contains("Rule breakwater::no-host-processes")
        .doesNotContain("read-only-root-filesystem");
  }

  /** The report of a gate that refuses; nothing of one that lets pass. */
  private String report() {
    try {
      app.synth();
      return "";
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("ValidationFailed");
      return e.getMessage();
    }
  }

  private ProxiedService proxied() {
    return Synthesis.good(stack, Synthesis.cluster(stack)).build();
  }

  private void include(String containerName) throws IOException {
    Path template = directory.resolve("old.json");
    Files.writeString(
        template,
        """
        {"Resources": {"Old": {"Type": "AWS::ECS::TaskDefinition", "Properties": {
          "ContainerDefinitions": [{"Name": "%s", "Image": "nginx", "Privileged": true}]}}}}
        """
            .formatted(containerName));
    CfnInclude.Builder.create(stack, "Included").templateFile(template.toString()).build();
  }
}
