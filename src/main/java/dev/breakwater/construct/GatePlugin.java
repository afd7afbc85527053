package dev.breakwater.construct;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Inventory;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Policy;
import dev.breakwater.source.Assembly;
import dev.breakwater.source.UnreadableSourceException;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.IPolicyValidationContext;
import software.amazon.awscdk.IPolicyValidationPlugin;
import software.amazon.awscdk.PolicyValidationPluginReport;

/** What the CDK calls, once for each account and region of the app, behind synthesis. */
final class GatePlugin implements IPolicyValidationPlugin {
  private final Policy policy;

  GatePlugin(Policy policy) {
    this.policy = policy;
  }

  @Override
  public String getName() {
    return "breakwater";
  }

  @Override
  public PolicyValidationPluginReport validate(IPolicyValidationContext context) {
    try {
      Assessment assessment = policy.judge(read(context.getTemplatePaths()));
      return new GateReport(new ConstructPaths(context.getAppConstruct())).of(assessment);
    } catch (Throwable broken) {
      // Not an idle net: with a plugin that throws, the command line deploys.
      return GateReport.broken(broken);
    }
  }

  /** The templates of this call, each with the stacks that are nested in it. */
  private static Inventory read(List<String> templates) {
    Inventory all = Inventory.EMPTY;
    for (String template : templates) {
      try {
        all = all.and(Assembly.readTemplate(Path.of(template)).inventory());
      } catch (UnreadableSourceException e) {
        Gap gap = new Gap(e.location(), e.reason());
        all = all.and(new Inventory(List.of(), List.of(), List.of(gap)));
      }
    }
    return all;
  }
}
