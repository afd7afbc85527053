package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.forbid;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.CapacityProvider;
import dev.breakwater.model.CapacityProvider.AutoScalingGroupProvider;
import dev.breakwater.policy.CapacityProviderRule;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/**
 * Requires {@code managedTerminationProtection} of a capacity provider with an Auto Scaling group;
 * it is off by default, and does nothing without managed scaling. Managed Instances have none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AutoScalingGroupProvider.html">AutoScalingGroupProvider</a>
 */
@RuleInfo(
    title = "Instances that run tasks are not scaled in",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "Without it, scaling in ends any instance, with the tasks on it and what an "
            + "investigation would need of them.",
    remediation =
        "Set managedTerminationProtection to ENABLED with managedScaling.status "
            + "ENABLED, and NewInstancesProtectedFromScaleIn on the Auto Scaling group.",
    controls = {Control.SECURITY_HUB_ECS_19})
@Fix(
    api =
        """
        autoScalingGroupProvider:
          managedScaling:
            status: ENABLED
          managedTerminationProtection: ENABLED
        """,
    cdk =
        """
        AutoScalingGroup instances =
            AutoScalingGroup.Builder.create(this, "Instances")
                .vpc(cluster.getVpc())
                .instanceType(new InstanceType("t3.medium"))
                .machineImage(EcsOptimizedImage.amazonLinux2023())
                .newInstancesProtectedFromScaleIn(true)
                .build();
        AsgCapacityProvider.Builder.create(this, "Capacity")
            .autoScalingGroup(instances)
            .enableManagedTerminationProtection(true)
            .build();
        """)
@Guard(
    value =
        """
        AutoScalingGroupProvider !exists OR
        AutoScalingGroupProvider {
          ManagedTerminationProtection == 'ENABLED'
          ManagedScaling.Status !exists OR ManagedScaling.Status != /^DISABLED$|\\{\\{resolve:/
        }
        """)
public final class ManagedTerminationProtection implements CapacityProviderRule {

  @Override
  public Verdict judge(CapacityProvider provider) {
    return each(provider.autoScalingGroupProvider(), (group, at) -> judge(group));
  }

  private static Verdict judge(AutoScalingGroupProvider group) {
    return require(
            group.managedTerminationProtection(),
            "ENABLED"::equals,
            "managedTerminationProtection is not ENABLED")
        .and(
            forbid(
                group.managedScaling(),
                "DISABLED"::equals,
                off ->
                    "managedTerminationProtection does nothing while managedScaling is DISABLED"));
  }
}
