package dev.breakwater.construct;

import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipalOpts;
import software.constructs.Construct;

/** What the containers of a task may do in the account: nothing, until something is granted. */
final class TaskRole {
  private TaskRole() {}

  /**
   * ECS may take the role for tasks of this account and region only.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html">Task
   *     role</a>
   */
  static Role of(Construct scope) {
    Stack stack = Stack.of(scope);
    String tasks = stack.formatArn(ArnComponents.builder().service("ecs").resource("*").build());
    return Role.Builder.create(scope, "TaskRole")
        .description("What the containers of " + scope.getNode().getPath() + " may do")
        .assumedBy(
            new ServicePrincipal(
                "ecs-tasks.amazonaws.com",
                ServicePrincipalOpts.builder()
                    .conditions(
                        Map.of(
                            "ArnLike", Map.of("aws:SourceArn", tasks),
                            "StringEquals", Map.of("aws:SourceAccount", stack.getAccount())))
                    .build()))
        .build();
  }
}
