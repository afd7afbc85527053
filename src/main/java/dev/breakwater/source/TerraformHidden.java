package dev.breakwater.source;

import java.util.List;
import java.util.Set;

/** Resources that bring what is not read: behind each there may be an open task. */
final class TerraformHidden {
  private static final Set<String> STACKS =
      Set.of("aws_cloudformation_stack", "aws_cloudformation_stack_set");

  /** Without one of these a template neither makes a task nor brings another template. */
  private static final List<String> WORDS =
      List.of(
          "AWS::ECS::",
          "AWS::CloudFormation::",
          "AWS::Serverless::Application",
          "::MODULE",
          "Transform",
          "\\");

  /** Of the resources of ECS, those in which nothing runs. */
  private static final Set<String> HARMLESS =
      Set.of(
          "aws_ecs_account_setting_default",
          "aws_ecs_cluster_capacity_providers",
          "aws_ecs_tag",
          "awscc_ecs_cluster_capacity_provider_associations",
          "awscc_ecs_primary_task_set");

  private TerraformHidden() {}

  /** Why it is not judged, as the end of a sentence; empty where it is, or need not be. */
  static String reason(String type, Node values) {
    if (STACKS.contains(type)) {
      return saysNoEcs(values) ? "" : "is a CloudFormation stack; give its template by itself";
    }
    if (type.equals("aws_serverlessapplicationrepository_cloudformation_stack")
        || type.equals("aws_servicecatalog_provisioned_product")) {
      return "makes resources of a template that lies on a server, so was not read";
    }
    String made =
        type.equals("aws_cloudcontrolapi_resource") ? Nodes.text(values.entry("type_name")) : "";
    boolean ecs =
        made.startsWith("AWS::ECS::")
            || type.startsWith("awscc_ecs_")
            || (type.startsWith("aws_ecs_") && !TerraformShape.isRead(type));
    return ecs && !HARMLESS.contains(type) ? "is of ECS, and of a type that is not judged" : "";
  }

  private static boolean saysNoEcs(Node stack) {
    return stack.entry("template_body") instanceof Node.Text body
        && WORDS.stream().noneMatch(body.text()::contains);
  }
}
