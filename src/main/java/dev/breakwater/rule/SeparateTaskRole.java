package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.forbid;

import dev.breakwater.model.Setting;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.TaskRule;
import dev.breakwater.policy.Verdict;

/**
 * Forbids that {@code taskRoleArn} and {@code executionRoleArn} name the same role, by ARN or by
 * name. A role that the template makes, and to which it gives no name, is written {@code ${Role}}:
 * it is no other than itself, whatever the other one turns out to be.
 */
@RuleInfo(
    title = "The task's role is not the execution role",
    severity = Severity.MEDIUM,
    level = Level.RESTRICTED,
    rationale =
        "The execution role may fetch every secret and image that ECS needs to start the task. "
            + "As the task's role it gives all of that to the application, and to whoever breaks "
            + "into it.",
    remediation =
        "Make a role for the task alone (taskRoleArn) that may do what the application does; leave "
            + "it out where the application calls no AWS service.")
@Fix(
    api =
        """
        taskRoleArn: arn:aws:iam::111122223333:role/web
        executionRoleArn: arn:aws:iam::111122223333:role/ecsTaskExecutionRole
        """,
    cdk =
        """
        // The CDK makes two roles where none is given.
        Ec2TaskDefinition.Builder.create(this, "Task").build();
        """)
@Guard(
    unsaid =
        "two roles are the same when their names are, however their ARNs are written, and Guard cannot take the name out of an ARN.")
public final class SeparateTaskRole implements TaskRule {

  @Override
  public Verdict judge(TaskDefinition task) {
    Setting<String> own = named(task.taskRoleArn());
    Setting<String> execution = named(task.executionRoleArn());
    if (own instanceof Setting.Unresolved<String> && own.equals(execution)) {
      return Verdict.fail("taskRoleArn and executionRoleArn are the same", own.location());
    }
    return compare(own, execution).or(compare(execution, own));
  }

  private static Verdict compare(Setting<String> one, Setting<String> other) {
    return Verdict.each(
        one,
        (role, at) -> {
          Verdict same =
              forbid(
                  other,
                  role::equals,
                  name -> "taskRoleArn and executionRoleArn are the same role, " + name);
          return role.startsWith("${") && same.outcome() == Outcome.UNKNOWN ? Verdict.pass() : same;
        });
  }

  /** The name alone of an ARN, whose account may be unresolved: ECS takes none of another. */
  private static Setting<String> named(Setting<String> role) {
    if (role instanceof Setting.OneOf<String> choice) {
      return new Setting.OneOf<>(
          choice.arms().stream().map(SeparateTaskRole::named).toList(), choice.location());
    }
    if (role instanceof Setting.Unresolved<String> unresolved) {
      String name = last(unresolved.expression());
      return unresolved.expression().contains(":role/") && !name.contains("${")
          ? new Setting.Known<>(name, unresolved.location())
          : role;
    }
    return role.map(SeparateTaskRole::last);
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
