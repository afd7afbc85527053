package dev.breakwater.source;

import java.util.Locale;

/** What a file can be. Its name in lower case, with hyphens, is what users type. */
public enum SourceType {
  /** A CloudFormation template, in JSON or YAML. */
  CLOUDFORMATION("a CloudFormation template has Resources"),
  /** The folder that {@code cdk synth} writes, or its {@code manifest.json}. */
  CDK_ASSEMBLY("a cloud assembly's manifest has artifacts"),
  /** A task definition, or whatever else {@code aws ecs describe-…} prints. */
  TASK_DEFINITION("a task definition has containerDefinitions"),
  /** What {@code terraform show -json} prints of a plan or a state. */
  TERRAFORM("a Terraform plan, as terraform show -json prints it, has format_version"),
  /** What {@code docker inspect} prints of containers or of images. */
  DOCKER_INSPECT("what docker inspect prints is a list of objects with Config");

  private final String sign;

  SourceType(String sign) {
    this.sign = sign;
  }

  /** By what it is known, as part of a sentence. */
  String sign() {
    return sign;
  }

  /** As users type it: {@code cdk-assembly}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
