package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.pass;
import static dev.breakwater.policy.Verdict.require;
import static dev.breakwater.policy.Verdict.unknown;

import dev.breakwater.model.Service;
import dev.breakwater.model.Service.Kind;
import dev.breakwater.model.Service.OnFailure;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.ServiceRule;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/**
 * Requires a circuit breaker or alarms that roll a failed deployment back. Only services have them:
 * daemons and Express Mode always roll back (Developer Guide, "Daemon deployments", "Updating an
 * Amazon ECS Express Mode service"), a task set and a task that a schedule starts have no
 * deployment. With the deployment controllers {@code CODE_DEPLOY} and {@code EXTERNAL} ECS takes
 * neither (ECS API reference, {@code DeploymentCircuitBreaker} and {@code DeploymentAlarms}), and
 * somebody else decides: that is unknown.
 */
@RuleInfo(
    title = "A failed deployment is rolled back",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "Without it ECS starts the tasks of a broken revision again and again. A service that "
            + "is half replaced answers half of its requests, and a fix of a hole that fails to "
            + "start goes unnoticed.",
    remediation =
        "Set deploymentConfiguration.deploymentCircuitBreaker to {enable: true, rollback: true}, or "
            + "alarms with alarmNames and the same two.")
@Fix(
    api =
        """
        deploymentConfiguration:
          deploymentCircuitBreaker:
            enable: true
            rollback: true
        """,
    cdk =
        """
        FargateService.Builder.create(this, "Service")
            .cluster(cluster)
            .taskDefinition(task)
            .circuitBreaker(DeploymentCircuitBreaker.builder().enable(true).rollback(true).build())
            .build();
        """,
    terraform =
        """
        deployment_circuit_breaker {
          enable   = true
          rollback = true
        }
        """)
@Guard(
    value =
        """
        DeploymentController.Type !exists OR DeploymentController.Type == 'ECS'
        DeploymentConfiguration.DeploymentCircuitBreaker {
          Enable in [true, /(?i)^(true|yes|on)$/]
          Rollback in [true, /(?i)^(true|yes|on)$/]
        } OR
        DeploymentConfiguration.Alarms {
          Enable in [true, /(?i)^(true|yes|on)$/]
          Rollback in [true, /(?i)^(true|yes|on)$/]
          some AlarmNames[*] != /\\{\\{resolve:/
        }
        """,
    unless = {"Type in ['AWS::ECS::TaskSet', 'AWS::ECS::Daemon']"})
public final class RollbackOnFailure implements ServiceRule {

  @Override
  public Verdict judge(Service service) {
    if (service.kind() != Kind.SERVICE) {
      return pass();
    }
    Verdict breaker = isOn(service.circuitBreaker(), "deploymentCircuitBreaker");
    Verdict alarms =
        isOn(service.alarms(), "alarms")
            .and(require(service.alarmNames(), name -> true, "alarms name no alarm"));
    Verdict verdict = breaker.or(alarms);
    return each(
        service.deploymentController(),
        (type, at) ->
            type.equals("ECS")
                ? verdict
                : unknown(
                    "deploymentController is " + type + ", so what rolls back is not part of ECS",
                    at),
        verdict);
  }

  private static Verdict isOn(OnFailure what, String name) {
    return require(
            what.enable(),
            on -> on,
            on -> name + " is not enabled",
            "neither deploymentCircuitBreaker nor alarms rolls a failed deployment back")
        .and(
            require(
                what.rollback(),
                on -> on,
                on -> name + " does not roll back",
                "neither deploymentCircuitBreaker nor alarms rolls a failed deployment back"));
  }
}
