package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.forbid;

import dev.breakwater.model.Service;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.ServiceRule;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/**
 * Forbids {@code assignPublicIp} {@code ENABLED}, of services, task sets, and the tasks that a
 * rule, a schedule or a pipe of EventBridge starts.
 */
@RuleInfo(
    title = "Tasks have no public address",
    severity = Severity.HIGH,
    level = Level.BASELINE,
    rationale =
        "A public address puts the task itself on the internet, beside the load balancer "
            + "and its limits; only the security group then stands before it.",
    remediation =
        "Set assignPublicIp to DISABLED and place the tasks in private subnets; a NAT "
            + "gateway or VPC endpoints bring them the images.",
    controls = {
      Control.CIS_AWS_COMPUTE_3_2,
      Control.CIS_AWS_COMPUTE_3_14,
      Control.SECURITY_HUB_ECS_2,
      Control.SECURITY_HUB_ECS_16,
      Control.CONTROL_TOWER_ECS_PR_9
    })
@Fix(
    api =
        """
        networkConfiguration:
          awsvpcConfiguration:
            assignPublicIp: DISABLED
        """,
    cdk =
        """
        FargateService.Builder.create(this, "Service")
            .cluster(cluster)
            .taskDefinition(task)
            .assignPublicIp(false)
            .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_WITH_EGRESS).build())
            .build();
        """,
    terraform =
        """
        network_configuration {
          assign_public_ip = false
          subnets          = var.private_subnets
        }
        """)
@Guard(
    value =
        """
        NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp !exists OR
        NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp != /^ENABLED$|\\{\\{resolve:/
        NetworkConfiguration.AwsVpcConfiguration.AssignPublicIp !exists OR
        NetworkConfiguration.AwsVpcConfiguration.AssignPublicIp != /^ENABLED$|\\{\\{resolve:/
        """)
public final class NoPublicIp implements ServiceRule {

  @Override
  public Verdict judge(Service service) {
    return forbid(service.assignPublicIp(), "ENABLED"::equals, on -> "assignPublicIp is ENABLED");
  }
}
