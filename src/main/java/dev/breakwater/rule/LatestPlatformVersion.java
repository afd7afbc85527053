package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.fail;
import static dev.breakwater.policy.Verdict.pass;

import dev.breakwater.model.Service;
import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.ServiceInUseRule;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;
import java.util.Set;

/**
 * Forbids a Fargate platform version other than {@code LATEST} and {@code 1.4.0}, which is the same
 * on Linux since 2022; on Windows it is {@code 1.0.0}, which was Linux's first (Developer Guide,
 * "Fargate platform versions"). An absent one means {@code LATEST}.
 */
@RuleInfo(
    title = "The Fargate platform is the latest",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "A platform version is the kernel and the container runtime under the task. An old one "
            + "gets no more corrections, until AWS retires it and the service no longer starts.",
    remediation = "Leave platformVersion out or set it to LATEST.",
    controls = {
      Control.CIS_AWS_COMPUTE_3_8,
      Control.SECURITY_HUB_ECS_10,
      Control.CONTROL_TOWER_ECS_PR_1
    })
@Fix(
    api = "platformVersion: LATEST",
    cdk =
        """
        FargateService.Builder.create(this, "Service")
            .cluster(cluster)
            .taskDefinition(task)
            .platformVersion(FargatePlatformVersion.LATEST)
            .build();
        """)
@Guard(
    value = "PlatformVersion !exists OR PlatformVersion in ['LATEST', '1.4.0']",
    differs =
        "1.0.0 fails for Windows too, for only the task definition says that it runs Windows.")
public final class LatestPlatformVersion implements ServiceInUseRule {
  private static final Set<String> LATEST = Set.of("LATEST", "1.4.0");
  private static final String LATEST_ON_WINDOWS = "1.0.0";

  @Override
  public Verdict judge(Service service, Setting<TaskDefinition> runs) {
    return each(
        service.platformVersion(),
        (version, at) -> {
          Verdict old = fail("platformVersion " + version + " is not the latest", at);
          if (LATEST.contains(version)) {
            return pass();
          }
          return version.equals(LATEST_ON_WINDOWS)
              ? each(runs, (task, where) -> ofWindows(task, old), old)
              : old;
        });
  }

  private static Verdict ofWindows(TaskDefinition task, Verdict old) {
    return each(
        task.operatingSystemFamily(),
        (family, at) -> family.startsWith("WINDOWS") ? pass() : old,
        old);
  }
}
