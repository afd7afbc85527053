package dev.breakwater.construct;

import java.util.Optional;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ec2.IVpc;

/** The addresses of a VPC. */
final class VpcRange {
  private VpcRange() {}

  /** As far as synth knows them: the proxy's configuration is written then. */
  static Optional<String> literal(IVpc vpc) {
    return of(vpc).filter(range -> !Token.isUnresolved(range));
  }

  /** Known now or at the deployment; empty for a VPC given by its attributes without its range. */
  static Optional<String> of(IVpc vpc) {
    // A VPC of this app was given its range, but refers to itself where the CDK is asked for it.
    return vpc.getNode().getDefaultChild() instanceof CfnVPC made && made.getCidrBlock() != null
        ? Optional.of(made.getCidrBlock())
        : asked(vpc);
  }

  private static Optional<String> asked(IVpc vpc) {
    try {
      return Optional.of(vpc.getVpcCidrBlock());
    } catch (RuntimeException e) {
      // It throws where there is none, and nothing narrower than this.
      return Optional.empty();
    }
  }
}
