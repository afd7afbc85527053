package dev.breakwater.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.Subject;

/**
 * The settings of a fix.
 *
 * @param kind what they are settings of
 * @param api under the API's names
 * @param properties under CloudFormation's names
 */
record FixTree(Subject.Kind kind, JsonNode api, JsonNode properties) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** As the rule's author wrote them. */
  static FixTree of(Rule rule, Fix fix) {
    JsonNode api = read(rule, fix.api());
    return new FixTree(
        rule.kind(),
        api,
        fix.cloudFormation().isEmpty()
            ? userData(PropertyNames.cloudFormation(api))
            : read(rule, fix.cloudFormation()));
  }

  /** Inside what a file holds: a document of the API, as the AWS CLI takes it. */
  JsonNode document() {
    return switch (kind) {
      case CONTAINER -> object("containerDefinitions", list(named("name", api)));
      case HOST -> object("LaunchTemplateData", api);
      default -> api;
    };
  }

  /** Inside what a file holds: a resource of CloudFormation. */
  ObjectNode resource() {
    ObjectNode resource = JsonNodeFactory.instance.objectNode().put("Type", type());
    JsonNode inside =
        switch (kind) {
          case CONTAINER -> object("ContainerDefinitions", list(named("Name", properties)));
          case HOST -> object("LaunchTemplateData", properties);
          default -> properties;
        };
    return resource.set("Properties", inside);
  }

  private String type() {
    return switch (kind) {
      case CONTAINER, IMAGE, TASK_DEFINITION -> "AWS::ECS::TaskDefinition";
      case SERVICE -> "AWS::ECS::Service";
      case CLUSTER -> "AWS::ECS::Cluster";
      case CAPACITY_PROVIDER -> "AWS::ECS::CapacityProvider";
      case HOST -> "AWS::EC2::LaunchTemplate";
    };
  }

  /** What Terraform calls the resource. */
  String terraformType() {
    return switch (kind) {
      case CONTAINER, IMAGE, TASK_DEFINITION -> "aws_ecs_task_definition";
      case SERVICE -> "aws_ecs_service";
      case CLUSTER -> "aws_ecs_cluster";
      case CAPACITY_PROVIDER -> "aws_ecs_capacity_provider";
      case HOST -> "aws_launch_template";
    };
  }

  private static JsonNode read(Rule rule, String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("@Fix of " + rule.id() + " is no YAML", e);
    }
  }

  private static JsonNode userData(JsonNode properties) {
    if (properties.path("UserData").isTextual()) {
      ((ObjectNode) properties).set("UserData", object("Fn::Base64", properties.get("UserData")));
    }
    return properties;
  }

  static ObjectNode named(String key, JsonNode fields) {
    ObjectNode named = JsonNodeFactory.instance.objectNode().put(key, "app");
    return named.setAll((ObjectNode) fields);
  }

  private static ObjectNode object(String name, JsonNode value) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.set(name, value);
    return object;
  }

  private static JsonNode list(JsonNode item) {
    return JsonNodeFactory.instance.arrayNode().add(item);
  }
}
