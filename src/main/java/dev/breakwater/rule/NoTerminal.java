package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.forbid;

import dev.breakwater.model.Container;
import dev.breakwater.policy.ContainerRule;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/** Forbids {@code pseudoTerminal} and {@code interactive}. */
@RuleInfo(
    title = "Containers have no terminal and no open input",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "Nobody sits at a container of a service. A terminal and an open standard input serve "
            + "a shell, and a shell that waits for input is a service that does nothing else; "
            + "control characters then reach whoever reads the logs.",
    remediation = "Leave pseudoTerminal and interactive out, or set them to false.")
@Fix(
    api =
        """
        interactive: false
        pseudoTerminal: false
        """,
    cdk =
        """
        task.addContainer(
            "app",
            ContainerDefinitionOptions.builder()
                .image(image)
                .interactive(false)
                .pseudoTerminal(false)
                .build());
        """)
@Guard(
    value =
        """
        PseudoTerminal !exists OR PseudoTerminal in [false, /(?i)^(false|no|off)$/]
        Interactive !exists OR Interactive in [false, /(?i)^(false|no|off)$/]
        """)
public final class NoTerminal implements ContainerRule {

  @Override
  public Verdict judge(Container container) {
    return forbid(container.pseudoTerminal(), on -> on, on -> "pseudoTerminal is true")
        .and(forbid(container.interactive(), on -> on, on -> "interactive is true"));
  }
}
