package dev.breakwater.construct;

import dev.breakwater.model.Gap;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Waivers;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Assembly;
import dev.breakwater.source.UnreadableSourceException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import software.amazon.awscdk.IPolicyValidationContext;
import software.amazon.awscdk.IPolicyValidationPlugin;
import software.amazon.awscdk.PolicyValidationPluginReport;

/** What the CDK calls, once for each account and region of the app, behind synthesis. */
final class GatePlugin implements IPolicyValidationPlugin {
  private final Policy policy;
  private final Waivers waivers = Waivers.ofTemplates(Rules.ALL);

  GatePlugin(Policy policy) {
    this.policy = policy;
    WarmUp.start(policy);
  }

  @Override
  public String getName() {
    return "breakwater";
  }

  @Override
  public PolicyValidationPluginReport validate(IPolicyValidationContext context) {
    try {
      // Node.js waits for the answer, so a core of the machine is free: each template by itself.
      List<Assessment> assessments =
          context.getTemplatePaths().parallelStream().map(this::judge).toList();
      return new GateReport(new ConstructPaths(context.getAppConstruct())).of(assessments);
    } catch (Throwable broken) {
      // Not an idle net: with a plugin that throws, the command line deploys.
      return GateReport.broken(broken);
    }
  }

  /** A template with the stacks that are nested in it. */
  private Assessment judge(String template) {
    try {
      return policy.judge(
          Assembly.readTemplate(Path.of(template)).inventory(),
          waivers,
          LocalDate.now(ZoneId.systemDefault()));
    } catch (UnreadableSourceException e) {
      return new Assessment(List.of(), List.of(new Gap(e.location(), e.reason())));
    }
  }
}
