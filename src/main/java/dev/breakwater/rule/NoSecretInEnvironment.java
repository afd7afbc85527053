package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.fail;
import static dev.breakwater.policy.Verdict.unknown;

import dev.breakwater.model.Container;
import dev.breakwater.model.Location;
import dev.breakwater.model.NoEchoText;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Variable;
import dev.breakwater.policy.ContainerRule;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Problem;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Forbids secrets as plain values in {@code environment} ({@link SecretShape}), and values made of
 * a {@code NoEcho} parameter. A value that only a deployment resolves is unknown under a name that
 * says secret; under an ordinary name it passes, for it is nearly always an attribute of another
 * resource (a table's name, a queue's URL). Commands, labels and log options are judged by {@link
 * PlainText}. No reason ever holds a value.
 */
@RuleInfo(
    title = "Nothing holds a secret in plain text",
    severity = Severity.HIGH,
    level = Level.BASELINE,
    rationale =
        "Whoever may call ecs:DescribeTaskDefinition or read the template sees the "
            + "environment, commands, labels and log options; so does every process in the "
            + "container, and much that logs. "
            + "CloudFormation writes NoEcho parameters and {{resolve:secretsmanager:…}} into it"
            + " in plain text. A value that is an attribute of another resource passes under an"
            + " ordinary name.",
    remediation =
        "Move the variable to secrets, an option of a log driver to secretOptions, with valueFrom "
            + "the ARN of a Secrets Manager secret or SSM parameter: ECS then fetches the value "
            + "when the task starts. Change the secret, as it was written down.",
    images = true,
    controls = {
      Control.CIS_AWS_COMPUTE_3_6,
      Control.SECURITY_HUB_ECS_8,
      Control.CONTROL_TOWER_ECS_PR_12
    })
@Fix(
    api =
        """
        environment: []
        secrets:
          - name: DB_PASSWORD
            valueFrom: arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf
        """,
    cdk =
        """
        task.addContainer(
            "app",
            ContainerDefinitionOptions.builder()
                .image(image)
                .secrets(Map.of("DB_PASSWORD", Secret.fromSecretsManager(password)))
                .build());
        """)
@Guard(
    unsaid =
        "the words of a variable's name are read together with the shape of its value, by more patterns than one clause can hold.")
public final class NoSecretInEnvironment implements ContainerRule {

  @Override
  public Verdict judge(Container container) {
    return each(container.environment(), NoSecretInEnvironment::judge)
        .and(each(container.noEchoTexts(), NoSecretInEnvironment::judge))
        .and(PlainText.of(container));
  }

  private static Verdict judge(Variable variable, Location at) {
    String name = variable.name().known().map(known -> "variable " + known).orElse("a variable");
    if (!variable.noEchoParameters().isEmpty()) {
      return holdsNoEcho(name, variable.noEchoParameters(), at);
    }
    for (String written : variable.written()) {
      Optional<String> kind = SecretShape.kindOf(written);
      if (kind.isPresent()) {
        return fail(name + " holds " + kind.get(), at);
      }
    }
    Verdict named = each(variable.name(), (known, where) -> judge(known, variable.value()));
    return variable.name() instanceof Setting.Unresolved || variable.name().isAbsent()
        ? named.and(each(variable.value(), NoSecretInEnvironment::judgeByShape))
        : named;
  }

  private static Verdict judge(NoEchoText text, Location at) {
    return holdsNoEcho(text.place(), text.parameters(), at);
  }

  private static Verdict holdsNoEcho(String place, Set<String> parameters, Location at) {
    String names = String.join(", ", new TreeSet<>(parameters));
    return fail(place + " holds the plain value of NoEcho parameter " + names, at);
  }

  private static Verdict judge(String name, Setting<String> value) {
    Verdict verdict =
        each(
            value,
            (text, at) ->
                SecretShape.kindOf(name, text)
                    .map(kind -> fail("variable " + name + " holds " + kind, at))
                    .orElseGet(Verdict::pass));
    if (verdict.outcome() != Outcome.UNKNOWN) {
      return verdict;
    }
    Problem unresolved = verdict.problems().get(0);
    if (SecretShape.isCredential(name)) {
      return fail("variable " + name + " holds credentials", unresolved.location());
    }
    return SecretShape.kindOfName(name)
        .map(kind -> "variable " + name + " may hold " + kind + ": " + unresolved.reason())
        .map(reason -> unknown(reason, unresolved.location()))
        .orElseGet(Verdict::pass);
  }

  private static Verdict judgeByShape(String value, Location at) {
    return SecretShape.kindOf(value)
        .map(kind -> fail("a variable holds " + kind, at))
        .orElseGet(Verdict::pass);
  }
}
