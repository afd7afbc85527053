package dev.breakwater.construct;

import dev.breakwater.policy.Level;
import dev.breakwater.policy.Policy;
import dev.breakwater.rule.Rules;
import java.util.Objects;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Validations;

/**
 * Refuses to synthesize what the policy does not pass: {@code
 * PolicyGate.restricted().attach(app);}.
 *
 * <p>It judges the finished templates, each nested stack and each Stage included, and so sees what
 * the constructs of this library cannot prevent: escape hatches, L1 resources, included templates
 * and the constructs of others. A rule that fails closes the gate; so do a rule that cannot decide
 * and a place that cannot be read, since what is unknown is not clean.
 *
 * <p>What {@link Waivers} accept, or {@code Metadata.Breakwater.waivers} of a template, does not
 * close the gate until their last day is over; it is printed as waived. A waiver that lacks its
 * reason or its day, or names no rule, closes it.
 *
 * <p>A closed gate prints one report, with rule, construct path, template and line, what was found
 * and what to do for each finding. {@code cdk synth}, {@code diff} and {@code deploy} then exit
 * with 1 and do nothing, also when they start from an assembly that was synthesized before; {@code
 * app.synth()} in a plain Java program throws a {@link RuntimeException} behind the report. The
 * gate judges the whole app, or the whole Stage that it is attached to, whatever stacks a command
 * selects.
 *
 * <p>What the CDK would let through, and how the gate holds (each is tested with the stock command
 * line 2.1148.1 and aws-cdk-lib 2.263.0; the sources are {@code
 * core/lib/private/synthesis-validation.ts} of aws-cdk-lib and {@code
 * cloud-assembly-api/lib/validation/loading.ts} of the command line):
 *
 * <ul>
 *   <li>A plugin that throws is recorded without a violation, and the command line reads a failure
 *       without a violation as success. The gate answers whatever goes wrong in it, errors of the
 *       virtual machine too, with a violation.
 *   <li>The command line drops the violations of stacks that were not selected, and a bare {@code
 *       cdk synth} selects none that is in a Stage. The gate's violations belong to the whole app.
 *   <li>Templates of nested stacks are not handed to a plugin. The gate follows them from the
 *       template of their parent.
 *   <li>A plugin is called once for each account and region, each time with the whole tree. The
 *       gate judges only the templates that belong to the call, so nothing is reported twice.
 *   <li>{@code Validations.of(scope).acknowledge} silences a rule in the whole app, whatever its
 *       scope (aws-cdk issue 38495). It cannot silence what is {@code fatal}, and all violations of
 *       the gate are.
 *   <li>{@code CDK_VALIDATION=false} switches the CDK's own validator off, and {@code
 *       skipValidation} that of constructs; neither reaches the gate. Nor does a later plugin that
 *       throws or is content.
 * </ul>
 *
 * <p>What it does not stop: {@code --ignore-errors}, with which whoever deploys tells the command
 * line to go on in spite of the report, which is still printed; and {@code cdk ls}, which deploys
 * nothing.
 */
public final class PolicyGate {
  private final Policy policy;

  /** A gate with a policy of one's own making. */
  PolicyGate(Policy policy) {
    this.policy = Objects.requireNonNull(policy, "policy");
  }

  /** A gate that lets through what is in the hardened state: {@link Level#RESTRICTED}. */
  public static PolicyGate restricted() {
    return new PolicyGate(Rules.restricted());
  }

  /** A gate that stops the known ways to break out or to leak: {@link Level#BASELINE}. */
  public static PolicyGate baseline() {
    return new PolicyGate(Rules.baseline());
  }

  /**
   * Puts the gate before an app, or before one Stage of it.
   *
   * @param stage an {@link App}, or a Stage in one: the CDK runs no plugin in any other tree
   * @throws IllegalArgumentException when the Stage is in no App
   */
  public void attach(Stage stage) {
    if (!(stage.getNode().getRoot() instanceof App)) {
      throw new IllegalArgumentException(
          "the gate must be attached to an App or to a Stage in one, got a Stage under "
              + stage.getNode().getRoot().getClass().getName());
    }
    Validations.of(stage).addPlugins(new GatePlugin(policy));
  }
}
