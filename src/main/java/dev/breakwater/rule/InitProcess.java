package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.pass;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Container;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.ContainerInTaskRule;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/**
 * Requires {@code linuxParameters.initProcessEnabled}, unless the containers of the task share a
 * process namespace: Docker then ignores it (moby, {@code daemon.withCommonOptions}, adds its init
 * only to a private one), and the first process of the task does that work.
 */
@RuleInfo(
    title = "An init process runs first",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "The first process of a container must pass signals on and collect the processes "
            + "that ended. Applications rarely do: stops then take until the kill, and dead "
            + "processes fill the table.",
    remediation = "Set linuxParameters.initProcessEnabled to true.")
@Fix(
    api =
        """
        linuxParameters:
          initProcessEnabled: true
        """,
    cdk =
        """
        LinuxParameters linux =
            LinuxParameters.Builder.create(this, "Linux").initProcessEnabled(true).build();
        """)
@Guard(
    value = "LinuxParameters.InitProcessEnabled in [true, /(?i)^(true|yes|on)$/]",
    unless = {Guard.WINDOWS, "Properties.PidMode == 'task'"})
public final class InitProcess implements ContainerInTaskRule {

  @Override
  public Verdict judge(Container container, TaskDefinition task) {
    Verdict verdict =
        require(
            container.linuxParameters().initProcessEnabled(),
            on -> on,
            "initProcessEnabled is not true");
    return Linux.only(
        task,
        verdict.or(
            each(task.pidMode(), (mode, at) -> mode.equals("task") ? pass() : verdict, verdict)));
  }
}
