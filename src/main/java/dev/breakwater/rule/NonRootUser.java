package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.fail;
import static dev.breakwater.policy.Verdict.pass;

import dev.breakwater.model.Container;
import dev.breakwater.model.Location;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.ContainerInTaskRule;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/**
 * Requires a {@code user} that is not root by any spelling that the runtime reads as number 0
 * ({@link UserPart}). A part that is left empty before the colon is root as well: Docker then takes
 * neither the image's user nor a name. Linux only, as ECS does not have {@code user} on Windows.
 */
@RuleInfo(
    title = "Containers run as a user other than root",
    severity = Severity.HIGH,
    level = Level.RESTRICTED,
    rationale =
        "Root in a container is root on the host wherever a bug lets it out. Without user"
            + " the image decides, and most images say root. A name is looked up in the passwd "
            + "file of the image, so only a number proves it.",
    remediation =
        "Set user to a number from 1 up, with a group: 65532:65532. Give the image's "
            + "files to that user.",
    images = true,
    proof =
        "All four numbers of Uid in /proc/PID/status are 65532 for every process of the task that `breakwater up` runs (`UpServesTest`).",
    controls = {
      Control.CIS_DOCKER_4_1,
      Control.SECURITY_HUB_ECS_20,
      Control.CONTROL_TOWER_ECS_PR_3
    })
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
        User >= 1 OR
        User == /^(?!root(:|$)|[+-]?[0-9])[^\\s:]+(:.*)?$/ OR
        User == /^\\+?0*[1-9][0-9]{0,8}(:.*)?$/
        """,
    unless = {Guard.WINDOWS},
    differs = "a user id of more than nine digits fails.")
public final class NonRootUser implements ContainerInTaskRule {

  @Override
  public Verdict judge(Container container, TaskDefinition task) {
    return Linux.only(
        task,
        each(
            container.user(),
            (written, at) ->
                written.isEmpty()
                    ? ofImage(container, "user is empty")
                    : isNotRoot(UserPart.user(written)) ? pass() : fail(reason(written), at),
            ofImage(container, "user is not set")));
  }

  /** Where nothing is known of the image it fails, for most images say root. */
  private static Verdict ofImage(Container container, String why) {
    Location at = container.user().location();
    return each(
        container.image().user(),
        (user, there) ->
            isNotRoot(UserPart.user(user))
                ? pass()
                : fail(why + ", and the image runs as '" + user + "' (" + there + ")", at),
        fail(why + ", so the image decides", at));
  }

  private static boolean isNotRoot(UserPart user) {
    return !user.isEmpty() && !user.isRoot() && !user.isRefused();
  }

  private static String reason(String written) {
    UserPart user = UserPart.user(written);
    if (user.isRefused()) {
      return "user '" + written + "' is refused by the container runtime";
    }
    if (user.isEmpty()) {
      return "user '" + written + "' names only a group, so the user is root";
    }
    return "user '" + written + "' is root";
  }
}
