package dev.breakwater.construct;

import dev.breakwater.model.Container;
import dev.breakwater.policy.ContainerRule;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.IPolicyValidationContext;
import software.amazon.awscdk.IPolicyValidationPlugin;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.PolicyValidationPluginReport;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.ContainerDefinitionProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.HealthCheckProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.KernelCapabilitiesProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.LinuxParametersProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.LogConfigurationProperty;
import software.constructs.Construct;

/** Apps with the gate before them, each named by the one argument; run by the command line. */
public final class GateCases {
  private GateCases() {}

  /** Synthesizes the app of this name. */
  public static void main(String[] arguments) {
    App app = new App();
    if (arguments[0].equals("broken")) {
      new PolicyGate(new Policy(List.of(new BrokenRule()))).attach(app);
    } else {
      PolicyGate.restricted().attach(app);
    }
    build(app, arguments[0]);
    try {
      app.synth();
    } catch (RuntimeException e) {
      System.err.println(e.getMessage().lines().findFirst().orElseThrow());
      System.exit(1);
    }
  }

  private static void build(App app, String gateCase) {
    switch (gateCase) {
      case "clean", "broken" -> {
        hardened(new Stack(app, "Main"));
        hardened(new NestedStack(new Stack(app, "Outer"), "Inner"));
        hardened(new Stack(Stage.Builder.create(app, "Prod").build(), "Service"));
      }
      case "careless" -> careless(new Stack(app, "Main"));
      case "several" -> {
        CfnTaskDefinition task = hardened(new Stack(app, "Shop"));
        task.addPropertyOverride("ContainerDefinitions.0.ReadonlyRootFilesystem", false);
        task.addPropertyOverride(
            "ContainerDefinitions.0.User", Map.of("Fn::ImportValue", "ShopUser"));
        task.addPropertyOverride("PidMode", "host");
      }
      case "one-of-two" -> {
        hardened(new Stack(app, "Clean"));
        careless(new Stack(app, "Careless"));
      }
      case "nested" ->
          careless(
              new NestedStack(new NestedStack(new Stack(app, "Outer"), "Middle"), "Innermost"));
      case "stage" -> {
        hardened(new Stack(app, "Main"));
        careless(new Stack(Stage.Builder.create(app, "Prod").build(), "Service"));
      }
      case "nested-in-stage" -> {
        Stack outer = new Stack(Stage.Builder.create(app, "Prod").build(), "Outer");
        careless(new NestedStack(outer, "Inner"));
      }
      case "environments" -> {
        careless(new Stack(app, "Dublin", in("eu-west-1")));
        careless(new Stack(app, "Frankfurt", in("eu-central-1")));
      }
      case "acknowledged" -> {
        CfnTaskDefinition task = careless(new Stack(app, "Main"));
        Validations.of(task)
            .acknowledge(
                Acknowledgment.builder()
                    .id("breakwater::no-privileged-container")
                    .reason("the gate must not be silenced by this")
                    .build());
      }
      case "waived", "waived-until-yesterday" -> {
        CfnTaskDefinition task = careless(new Stack(app, "Main"));
        LocalDate until = LocalDate.of(gateCase.equals("waived") ? 2999 : 2020, 1, 31);
        Waivers.of(task).add("no-privileged-container", "an agent of the host", until);
      }
      case "later-plugins" -> {
        careless(new Stack(app, "Main"));
        Validations.of(app).addPlugins(new ThrowingPlugin(), new ContentPlugin());
      }
      case "unresolved" ->
          hardened(new Stack(app, "Main"))
              .addPropertyOverride(
                  "ContainerDefinitions.0.Privileged", Map.of("Fn::ImportValue", "Privileged"));
      default -> throw new IllegalArgumentException("no such case: " + gateCase);
    }
  }

  private static StackProps in(String region) {
    return StackProps.builder()
        .env(Environment.builder().account("123456789012").region(region).build())
        .build();
  }

  private static CfnTaskDefinition careless(Construct scope) {
    CfnTaskDefinition task = hardened(scope);
    task.addPropertyOverride("ContainerDefinitions.0.Privileged", true);
    return task;
  }

  /**
   * By L1, without this library's constructs: every rule says pass. On instances, since what the
   * cases set is refused by Fargate as well.
   */
  private static CfnTaskDefinition hardened(Construct scope) {
    return CfnTaskDefinition.Builder.create(scope, "Task")
        .requiresCompatibilities(List.of("EC2"))
        .networkMode("awsvpc")
        .cpu("256")
        .memory("512")
        .containerDefinitions(
            List.of(
                ContainerDefinitionProperty.builder()
                    .name("app")
                    .image("registry.example/app@sha256:" + "0".repeat(64))
                    .user("65532:65532")
                    .memory(256)
                    .healthCheck(
                        HealthCheckProperty.builder().command(List.of("CMD", "/health")).build())
                    .dockerSecurityOptions(List.of("no-new-privileges"))
                    .readonlyRootFilesystem(true)
                    .linuxParameters(
                        LinuxParametersProperty.builder()
                            .initProcessEnabled(true)
                            .capabilities(
                                KernelCapabilitiesProperty.builder().drop(List.of("ALL")).build())
                            .build())
                    .logConfiguration(
                        LogConfigurationProperty.builder()
                            .logDriver("awslogs")
                            .options(Map.of("awslogs-group", "app", "mode", "non-blocking"))
                            .build())
                    .build()))
        .build();
  }

  /** A rule with a defect, such as none should have. */
  @RuleInfo(
      title = "Nothing",
      severity = Severity.LOW,
      level = Level.BASELINE,
      rationale = "None.",
      remediation = "None.")
  static final class BrokenRule implements ContainerRule {
    @Override
    public Verdict judge(Container container) {
      throw new IllegalStateException("password=hunter2");
    }
  }

  private static final class ThrowingPlugin implements IPolicyValidationPlugin {
    @Override
    public String getName() {
      return "throwing";
    }

    @Override
    public PolicyValidationPluginReport validate(IPolicyValidationContext context) {
      throw new IllegalStateException("not the gate's fault");
    }
  }

  private static final class ContentPlugin implements IPolicyValidationPlugin {
    @Override
    public String getName() {
      return "content";
    }

    @Override
    public PolicyValidationPluginReport validate(IPolicyValidationContext context) {
      return PolicyValidationPluginReport.builder().success(true).violations(List.of()).build();
    }
  }
}
