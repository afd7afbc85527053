package dev.breakwater.construct;

import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Waivers;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Template;
import dev.breakwater.source.UnreadableSourceException;
import java.time.LocalDate;

/**
 * Judges a small template while Node.js builds the app's constructs and Java waits for it: half of
 * what the gate takes in a young process is the loading and linking of its own classes.
 */
final class WarmUp {
  /** What the CDK writes of a task: every setting that a hardened one has, and its intrinsics. */
  private static final String TEMPLATE =
      """
      {"Resources": {
        "Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {
          "Family": {"Fn::Join": ["-", ["a", {"Ref": "AWS::Region"}]]},
          "RequiresCompatibilities": ["FARGATE"], "NetworkMode": "awsvpc",
          "Cpu": "256", "Memory": "512",
          "ExecutionRoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
          "ContainerDefinitions": [{
            "Name": "app", "User": "65532:65532", "Cpu": 256, "Memory": 512, "Essential": true,
            "Image": {"Fn::Sub": "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/a:1"},
            "ReadonlyRootFilesystem": true,
            "LinuxParameters": {"InitProcessEnabled": true, "Capabilities": {"Drop": ["ALL"]},
              "Tmpfs": [{"ContainerPath": "/tmp", "Size": 16, "MountOptions": ["noexec"]}]},
            "HealthCheck": {"Command": ["CMD", "/health"], "Interval": 10},
            "Environment": [{"Name": "BIND_ADDRESS", "Value": "127.0.0.1"}],
            "PortMappings": [{"ContainerPort": 8080, "Protocol": "tcp"}],
            "Ulimits": [{"Name": "nofile", "SoftLimit": 1024, "HardLimit": 1024}],
            "DependsOn": [{"ContainerName": "app", "Condition": "HEALTHY"}],
            "LogConfiguration": {"LogDriver": "awslogs", "Options": {"mode": "non-blocking",
              "awslogs-group": {"Ref": "Logs"}}}}]}},
        "Service": {"Type": "AWS::ECS::Service", "Properties": {
          "LaunchType": "FARGATE", "TaskDefinition": {"Ref": "Task"},
          "NetworkConfiguration": {"AwsvpcConfiguration": {"AssignPublicIp": "DISABLED"}}}}}}
      """;

  private WarmUp() {}

  /** Starts it, beside whatever goes on. */
  static void start(Policy policy) {
    Thread thread = new Thread(() -> judge(policy), "breakwater-warm-up");
    thread.setDaemon(true);
    // What breaks here breaks the gate too, and the gate says so.
    thread.setUncaughtExceptionHandler((broken, reason) -> {});
    thread.start();
  }

  private static void judge(Policy policy) {
    try {
      policy.judge(
          Template.parse(TEMPLATE, "warm-up"), Waivers.ofTemplates(Rules.ALL), LocalDate.EPOCH);
    } catch (UnreadableSourceException e) {
      throw new IllegalStateException(e);
    }
  }
}
