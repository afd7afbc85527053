package dev.breakwater.policy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What makes a rule pass, written once, in the words of AWS's API. CloudFormation, Terraform and
 * JSON say the same in another letter case and are derived; only where they differ in more are they
 * written here.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Fix {
  /**
   * YAML: what is merged (RFC 7386) into what the rule judges: the container, task definition,
   * service, cluster, capacity provider or launch template data. {@code null} leaves a setting out.
   * {@code UserData} is written as plain text.
   */
  String api();

  /** The same for constructs of the AWS CDK itself: statements in Java. */
  String cdk();

  /** YAML: the properties of the CloudFormation resource, where they are not the API's. */
  String cloudFormation() default "";

  /** HCL: what stands in the Terraform resource, where it is not the API's. */
  String terraform() default "";
}
