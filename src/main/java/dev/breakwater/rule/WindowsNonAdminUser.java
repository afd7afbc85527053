package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.pass;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Container;
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
 * Requires a {@code user} of a task for Windows, other than {@code ContainerAdministrator}; Windows
 * does not tell capitals from small letters, and lets the account's authority stand before it
 * ({@code User Manager\ContainerAdministrator}). Security Hub asks for it (ECS.21), though the ECS
 * API reference says of {@code user} that Windows containers do not have it.
 */
@RuleInfo(
    title = "Windows containers run as other than administrators",
    severity = Severity.HIGH,
    level = Level.RESTRICTED,
    rationale =
        "ContainerAdministrator may change the registry, the services and every file of the "
            + "container, and what it finds of the host's shared directories. The images of Windows "
            + "Server Core run as it unless told otherwise.",
    remediation =
        "Set user to ContainerUser, or to an account of the image that is no administrator.",
    images = true,
    controls = {Control.SECURITY_HUB_ECS_21})
@Fix(
    api = "user: ContainerUser",
    cdk =
        """
        task.addContainer(
            "app",
            ContainerDefinitionOptions.builder().image(image).user("ContainerUser").build());
        """)
@Guard(
    value =
        "User is_int OR User == /(?i)^(?!(.*\\\\)?\\s*ContainerAdministrator\\s*$)(?!.*\\{\\{resolve:).*\\S/",
    unless = {
      "Properties.RuntimePlatform.OperatingSystemFamily !exists",
      "Properties.RuntimePlatform.OperatingSystemFamily != /^WINDOWS|\\{\\{resolve:/"
    })
public final class WindowsNonAdminUser implements ContainerInTaskRule {

  @Override
  public Verdict judge(Container container, TaskDefinition task) {
    Verdict verdict =
        require(
            container.user(),
            user -> !user.isBlank() && !account(user).equalsIgnoreCase("ContainerAdministrator"),
            user ->
                user.isBlank()
                    ? "user is empty, so the image decides"
                    : "user '" + user + "' is an administrator",
            "user is not set, so the image decides");
    return verdict.or(
        each(
            task.operatingSystemFamily(),
            (family, at) -> family.startsWith("WINDOWS") ? verdict : pass(),
            pass()));
  }

  private static String account(String user) {
    return user.substring(user.lastIndexOf('\\') + 1).strip();
  }
}
