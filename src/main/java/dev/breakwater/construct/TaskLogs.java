package dev.breakwater.construct;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.AwsLogDriverMode;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** A log group for each container. */
final class TaskLogs {
  /** What waits for CloudWatch at most; beyond it lines are lost and the container goes on. */
  private static final Size BUFFER = Size.mebibytes(10);

  private final Construct scope;
  private final HardenedTaskProps props;

  TaskLogs(Construct scope, HardenedTaskProps props) {
    this.scope = scope;
    this.props = props;
    if (props.logRetention() == RetentionDays.INFINITE) {
      throw Wanted.refused("logRetention", "a number of days", "INFINITE");
    }
    props.logEncryptionKey().ifPresent(this::letLogsUse);
  }

  LogGroup group(String container) {
    LogGroup.Builder group =
        LogGroup.Builder.create(scope, container + "-logs")
            .retention(props.logRetention())
            .removalPolicy(RemovalPolicy.RETAIN);
    props.logEncryptionKey().ifPresent(group::encryptionKey);
    return group.build();
  }

  /**
   * A driver that blocks would stop the proxy with the log: the buffer is what keeps them apart.
   */
  static LogDriver driver(LogGroup group, String container) {
    return LogDriver.awsLogs(
        AwsLogDriverProps.builder()
            .logGroup(group)
            .streamPrefix(container)
            .mode(AwsLogDriverMode.NON_BLOCKING)
            .maxBufferSize(BUFFER)
            .build());
  }

  /**
   * As CloudWatch Logs asks for it; a key that was imported has its policy elsewhere.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">
   *     Encrypt log data</a>
   */
  private void letLogsUse(IKey key) {
    Stack stack = Stack.of(scope);
    String groups =
        stack.formatArn(
            ArnComponents.builder()
                .service("logs")
                .resource("log-group")
                .resourceName("*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .principals(
                List.of(new ServicePrincipal("logs." + stack.getRegion() + ".amazonaws.com")))
            .actions(
                List.of(
                    "kms:Encrypt*",
                    "kms:Decrypt*",
                    "kms:ReEncrypt*",
                    "kms:GenerateDataKey*",
                    "kms:Describe*"))
            // In a key's own policy this means the key.
            .resources(List.of("*"))
            .conditions(Map.of("ArnLike", Map.of("kms:EncryptionContext:aws:logs:arn", groups)))
            .build());
  }
}
