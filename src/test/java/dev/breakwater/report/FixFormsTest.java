package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.breakwater.model.Inventory;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.Subject;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.TaskDefinitionFile;
import dev.breakwater.source.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A fix that does not fix is a defect. */
class FixFormsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  static final List<Rule> FIXED =
      Rules.ALL.stream().filter(rule -> rule.fix().isPresent()).toList();
  static final List<Rule> FIXED_IN_TASKS =
      FIXED.stream()
          .filter(
              rule ->
                  rule.kind() == Subject.Kind.CONTAINER
                      || rule.kind() == Subject.Kind.TASK_DEFINITION)
          .toList();

  @ParameterizedTest
  @FieldSource("FIXED")
  void makesTheCarelessTemplatePass(Rule rule) throws Exception {
    ObjectNode template = careless();
    List<Finding> findings = judged(rule, Template.parse(template.toString(), "careless.json"));
    assertThat(findings).as("what is to be fixed").isNotEmpty();
    JsonNode fix = FixTree.of(rule, rule.fix().orElseThrow()).properties();
    for (Finding finding : findings) {
      JsonNode properties = template.at("/Resources/" + finding.subject().resource());
      merge(place((ObjectNode) properties.get("Properties"), finding.subject()), fix);
    }
    assertThat(judged(rule, Template.parse(template.toString(), "fixed.json")))
        .extracting(finding -> finding.problem().reason())
        .isEmpty();
  }

  @ParameterizedTest
  @FieldSource("FIXED_IN_TASKS")
  void makesACarelessTaskDefinitionPass(Rule rule) throws Exception {
    for (JsonNode resource : careless().get("Resources")) {
      if (!resource.get("Type").asText().equals("AWS::ECS::TaskDefinition")) {
        continue;
      }
      ObjectNode task = (ObjectNode) api(resource.get("Properties"));
      JsonNode fix = FixTree.of(rule, rule.fix().orElseThrow()).api();
      if (rule.kind() == Subject.Kind.CONTAINER) {
        task.get("containerDefinitions").forEach(container -> merge((ObjectNode) container, fix));
      } else {
        merge(task, fix);
      }
      Inventory fixed = TaskDefinitionFile.parse(task.toString(), "fixed.json");
      assertThat(judged(rule, fixed)).extracting(found -> found.problem().reason()).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("FIXED")
  void showsWhatIsTested(Rule rule) throws Exception {
    FixTree tree = FixTree.of(rule, rule.fix().orElseThrow());
    // Properties with nothing but a comment are null in YAML.
    ObjectNode resource = (ObjectNode) YAML.readTree(form(rule, "CloudFormation"));
    if (resource.get("Properties").isNull()) {
      resource.putObject("Properties");
    }
    if (resource.at("/Properties/LaunchTemplateData").isNull()) {
      ((ObjectNode) resource.get("Properties")).putObject("LaunchTemplateData");
    }
    assertThat(resource).isEqualTo(withoutNulls(tree.resource()));
    assertThat(JSON.reader().with(JsonParser.Feature.ALLOW_COMMENTS).readTree(form(rule, "JSON")))
        .isEqualTo(withoutNulls(tree.document()));
  }

  private static String form(Rule rule, String language) {
    return FixForms.of(rule).stream()
        .filter(form -> form.language().equals(language))
        .findFirst()
        .orElseThrow()
        .text();
  }

  /** Without short tags, which only CloudFormation's own reader takes. */
  private static ObjectNode careless() throws IOException {
    String text =
        Files.readString(Path.of("src/test/resources/careless.yaml"))
            .replaceAll("!Ref (\\w+)", "{Ref: $1}");
    assertThat(text).as("only !Ref can be read here").doesNotContainPattern("[ \\[]!\\w");
    return (ObjectNode) YAML.readTree(text);
  }

  private static List<Finding> judged(Rule rule, Inventory inventory) {
    assertThat(inventory.gaps()).isEmpty();
    return new Policy(List.of(rule)).judge(inventory).findings();
  }

  private static ObjectNode place(ObjectNode properties, Subject subject) {
    return switch (subject.kind()) {
      case CONTAINER -> {
        for (JsonNode container : properties.get("ContainerDefinitions")) {
          if (container.get("Name").asText().equals(subject.name())) {
            yield (ObjectNode) container;
          }
        }
        throw new AssertionError("no container " + subject);
      }
      case HOST -> (ObjectNode) properties.get("LaunchTemplateData");
      default -> properties;
    };
  }

  /** RFC 7386. */
  private static void merge(ObjectNode into, JsonNode patch) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      String name = field.getKey();
      if (field.getValue().isNull()) {
        into.remove(name);
      } else if (!field.getValue().isObject()) {
        into.set(name, field.getValue());
      } else {
        if (!into.path(name).isObject()) {
          into.set(name, JsonNodeFactory.instance.objectNode());
        }
        merge((ObjectNode) into.get(name), field.getValue());
      }
    }
  }

  private static JsonNode withoutNulls(JsonNode tree) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    merge(whole, tree);
    return whole;
  }

  /** CloudFormation's names as the API's. */
  private static JsonNode api(JsonNode properties) {
    if (properties.isArray()) {
      var items = JsonNodeFactory.instance.arrayNode();
      properties.forEach(item -> items.add(api(item)));
      return items;
    }
    if (!properties.isObject()) {
      return properties;
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : properties.properties()) {
      String name = field.getKey();
      String lower = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
      fields.set(
          lower.equals("eFSVolumeConfiguration") ? "efsVolumeConfiguration" : lower,
          api(field.getValue()));
    }
    return fields;
  }
}
