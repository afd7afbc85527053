package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.pass;

import dev.breakwater.model.Platform;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Problem;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.TaskRule;
import dev.breakwater.policy.Verdict;

/**
 * Forbids settings that a possible platform refuses or ignores ({@link TaskSupport}, {@link
 * ContainerSupport}), and those that do nothing on Windows. A platform that nobody names, and that
 * is only possible, makes it unknown; Fargate is not possible in another network mode than {@code
 * awsvpc}, so that nobody who runs on instances must say so.
 */
@RuleInfo(
    title = "Every setting is one that the platform has",
    severity = Severity.MEDIUM,
    level = Level.BASELINE,
    rationale =
        "What a platform refuses stops the next deployment, often when a correction is due. What "
            + "it ignores is worse: the template says that something is limited or locked, and "
            + "nothing is.",
    remediation =
        "Take the setting out, or name the platform that has it in requiresCompatibilities.")
@Fix(
    api = "ephemeralStorage: null",
    cdk =
        """
        Ec2TaskDefinition.Builder.create(this, "Task").build();
        """)
@Guard(
    unsaid =
        "which settings are refused depends on the platforms of the services that run the task, and Guard does not follow a Ref.")
public final class SupportedSettings implements TaskRule {

  @Override
  public Verdict judge(TaskDefinition task) {
    Verdict all = onWindows(task).and(ContainerSupport.inItsNetworkMode(task));
    for (Platform platform : Platform.values()) {
      if (isPossible(platform, task)) {
        Verdict on = TaskSupport.on(platform, task).and(ContainerSupport.on(platform, task));
        all = all.and(isNamed(platform, task) ? on : undecided(platform, on));
      }
    }
    return all;
  }

  private static Verdict onWindows(TaskDefinition task) {
    Verdict verdict = TaskSupport.onWindows(task).and(ContainerSupport.onWindows(task));
    return verdict.or(
        each(
            task.operatingSystemFamily(),
            (family, at) -> family.startsWith("WINDOWS") ? verdict : pass(),
            pass()));
  }

  private static boolean isPossible(Platform platform, TaskDefinition task) {
    boolean otherMode =
        task.networkMode().isAbsent()
            || task.networkMode().known().filter(mode -> !mode.equals("awsvpc")).isPresent();
    return task.platforms().contains(platform)
        && (isNamed(platform, task) || platform != Platform.FARGATE || !otherMode);
  }

  private static boolean isNamed(Platform platform, TaskDefinition task) {
    return task.platforms().size() == 1
        || task.requiresCompatibilities().known().anyMatch(platform.name()::equals);
  }

  private static Verdict undecided(Platform platform, Verdict verdict) {
    return new Verdict(
        verdict.problems().stream()
            .map(
                problem ->
                    new Problem(
                        Outcome.UNKNOWN,
                        problem.outcome() == Outcome.UNKNOWN
                            ? problem.reason()
                            : problem.reason()
                                + ", and nothing says whether it is "
                                + platform.title()
                                + ": requiresCompatibilities would",
                        problem.location()))
            .toList());
  }
}
