package dev.breakwater.deploy;

import dev.breakwater.construct.PolicyGate;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** The CDK app that {@code cdk.json} starts. */
public final class Main {
  private Main() {}

  /** Synthesizes; what is wrong is one sentence and exit code 1. */
  public static void main(String[] args) {
    try {
      App app = new App();
      PolicyGate.restricted().attach(app);
      new SampleStack(app, "Breakwater", StackProps.builder().env(environment(app)).build());
      app.synth();
    } catch (RuntimeException e) {
      // The CDK's own errors have no narrower type in common; their first line is the sentence.
      System.err.println(
          String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given"));
      System.exit(1);
    }
  }

  /**
   * Any account and region, chosen by the deployment's credentials; only to look a VPC up they must
   * be known at synth.
   */
  private static Environment environment(App app) {
    Environment.Builder environment = Environment.builder();
    if (app.getNode().tryGetContext("vpcId") != null) {
      environment
          .account(System.getenv("CDK_DEFAULT_ACCOUNT"))
          .region(System.getenv("CDK_DEFAULT_REGION"));
    }
    return environment.build();
  }
}
