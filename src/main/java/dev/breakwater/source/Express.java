package dev.breakwater.source;

import dev.breakwater.model.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A service of ECS Express Mode, written as the service and the task definition that ECS makes of
 * it: on Fargate, with one container. What it has no property for is unresolved, since ECS decides
 * it. Sources: the CloudFormation schema of {@code AWS::ECS::ExpressGatewayService}; the Developer
 * Guide, "Amazon ECS Express Mode", which also says that port 80 is its default and that a failed
 * deployment is rolled back by alarms.
 */
final class Express {
  static final String TYPE = "AWS::ECS::ExpressGatewayService";

  private static final String HIDDEN = "ECS Express Mode, which has no property for it";

  private Express() {}

  static Node service(Node properties, String taskDefinition) {
    Location at = properties.location();
    Node hidden = new Node.Unknown(HIDDEN, at);
    return fields(
        at,
        Map.of(
            "serviceName",
            properties.property("serviceName"),
            "taskDefinition",
            new Node.Text(taskDefinition, at),
            "launchType",
            new Node.Text("FARGATE", at),
            "networkConfiguration",
            fields(
                at, Map.of("awsvpcConfiguration", fields(at, Map.of("assignPublicIp", hidden))))));
  }

  static Node taskDefinition(Node properties) {
    Location at = properties.location();
    return fields(
        at,
        Map.of(
            "requiresCompatibilities",
            new Node.Items(List.of(new Node.Text("FARGATE", at)), at),
            "networkMode",
            new Node.Text("awsvpc", at),
            "cpu",
            properties.property("cpu"),
            "memory",
            properties.property("memory"),
            "taskRoleArn",
            properties.property("taskRoleArn"),
            "executionRoleArn",
            properties.property("executionRoleArn"),
            "containerDefinitions",
            new Node.Items(List.of(container(properties.property("primaryContainer"))), at)));
  }

  private static Node container(Node primary) {
    Location at = primary.location();
    Node hidden = new Node.Unknown(HIDDEN, at);
    Map<String, Node> container = new LinkedHashMap<>();
    container.put("name", new Node.Text("primaryContainer", at));
    for (String same : List.of("image", "command", "environment", "secrets")) {
      container.put(same, primary.property(same));
    }
    for (String unseen : List.of("user", "readonlyRootFilesystem", "memory", "healthCheck")) {
      container.put(unseen, hidden);
    }
    container.put(
        "linuxParameters",
        fields(
            at,
            Map.of(
                "initProcessEnabled", hidden, "capabilities", fields(at, Map.of("drop", hidden)))));
    container.put(
        "logConfiguration",
        fields(at, Map.of("logDriver", new Node.Text("awslogs", at), "options", hidden)));
    Node port = primary.property("containerPort");
    Node listening = port instanceof Node.Nothing ? new Node.Text("80", at) : port;
    container.put(
        "portMappings",
        new Node.Items(List.of(fields(at, Map.of("containerPort", listening))), at));
    return fields(at, container);
  }

  private static Node fields(Location at, Map<String, Node> entries) {
    return new Node.Fields(entries, at);
  }
}
