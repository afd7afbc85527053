package dev.breakwater.construct;

import java.util.Optional;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.jsii.JsiiError;

/** The addresses of a VPC, as far as synth knows them. */
final class VpcRange {
  private VpcRange() {}

  /** A VPC of this app was given its range; of one that was looked up, the CDK knows it. */
  static Optional<String> of(IVpc vpc) {
    String range =
        vpc.getNode().getDefaultChild() instanceof CfnVPC made ? made.getCidrBlock() : known(vpc);
    return Optional.ofNullable(range).filter(text -> !text.isEmpty() && !Token.isUnresolved(text));
  }

  private static String known(IVpc vpc) {
    try {
      return vpc.getVpcCidrBlock();
    } catch (JsiiError e) {
      // A VPC given by its attributes without its range: the CDK has no other way to say so.
      return "";
    }
  }
}
