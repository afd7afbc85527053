package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.fail;
import static dev.breakwater.policy.Verdict.pass;

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
 * Forbids group 0, by any spelling that the runtime reads so ({@link UserPart}), and {@code root}.
 * Linux only, as ECS does not have {@code user} on Windows.
 */
@RuleInfo(
    title = "Containers run in a group other than root",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "Many files of an image belong to group root and are writable for it. A user "
            + "given by number alone gets group 0 too, unless the passwd file of the image "
            + "lists that number.",
    remediation = "Name a group other than 0 in user: 65532:65532.",
    images = true,
    proof =
        "All four numbers of Gid in /proc/PID/status are 65532 for every process of the task that `breakwater up` runs (`UpServesTest`).")
@Fix(
    api =
        """
        user: "65532:65532"
        """,
    cdk =
        """
        task.addContainer(
            "app", ContainerDefinitionOptions.builder().image(image).user("65532:65532").build());
        """)
@Guard(
    value =
        """
        User !exists OR
        User >= 0 OR
        User != /^[^:]*:(root|[+-]?0+)$|^[^:]*:.*(\\s|[+-]?0[xX])|\\{\\{resolve:/
        """,
    unless = {Guard.WINDOWS})
public final class NonRootGroup implements ContainerInTaskRule {

  @Override
  public Verdict judge(Container container, TaskDefinition task) {
    return Linux.only(
        task,
        each(
            container.user(),
            (written, at) ->
                written.isEmpty()
                    ? ofImage(container)
                    : isRoot(UserPart.group(written)) ? fail(reason(written), at) : pass(),
            ofImage(container)));
  }

  private static Verdict ofImage(Container container) {
    return each(
        container.image().user(),
        (user, there) ->
            isRoot(UserPart.group(user))
                ? fail(
                    "user is not set, and " + reason(user) + " of the image (" + there + ")",
                    container.user().location())
                : pass());
  }

  private static boolean isRoot(UserPart group) {
    return group.isRoot() || group.isRefused();
  }

  private static String reason(String written) {
    return UserPart.group(written).isRefused()
        ? "the group in user '" + written + "' is refused by the container runtime"
        : "the group in user '" + written + "' is root";
  }
}
