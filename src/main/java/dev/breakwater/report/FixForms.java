package dev.breakwater.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.Subject;
import java.util.List;
import java.util.Map;

/**
 * A fix in the languages in which people write task definitions.
 *
 * @param language as people call it
 * @param fence what Markdown calls it
 * @param text what they write
 */
public record FixForms(String language, String fence, String text) {
  /** Stands for a setting that is left out, until its line becomes a comment. */
  private static final String OUT = "left-out";

  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();
  private static final ObjectWriter YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build()
          .writer()
          .without(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** All of a rule's; none where it has no fix. */
  public static List<FixForms> of(Rule rule) {
    return rule.fix().map(fix -> of(rule, fix)).orElse(List.of());
  }

  private static List<FixForms> of(Rule rule, Fix fix) {
    FixTree tree = FixTree.of(rule, fix);
    return List.of(
        new FixForms("CDK", "java", fix.cdk()),
        new FixForms("CloudFormation", "yaml", cloudFormation(tree)),
        new FixForms("Terraform", "hcl", terraform(tree, fix)),
        new FixForms("JSON", "jsonc", json(tree)));
  }

  private static String cloudFormation(FixTree tree) {
    return written(YAML, tree.resource())
        .replaceAll("(?m)^( *)(- )?(\\w+): " + OUT + "$", "$1# no $3");
  }

  private static String json(FixTree tree) {
    return written(JSON, tree.document())
            .replaceAll("(?m)^( *)(\"\\w+\") : \"" + OUT + "\",?$", "$1// no $2")
            .replace("\" : ", "\": ")
        + "\n";
  }

  private static String terraform(FixTree tree, Fix fix) {
    JsonNode inside = tree.kind() == Subject.Kind.HOST ? tree.api() : tree.document();
    String body = fix.terraform().isEmpty() ? Hcl.body(marked(inside)) : fix.terraform();
    return "resource \"%s\" \"web\" {\n%s}\n"
        .formatted(tree.terraformType(), Hcl.indented(body))
        .replaceAll("(?m)^( *)(\\w+) += \"" + OUT + "\"$", "$1# no $2");
  }

  private static String written(ObjectWriter writer, JsonNode tree) {
    try {
      return writer.writeValueAsString(marked(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always written", e);
    }
  }

  private static JsonNode marked(JsonNode tree) {
    if (tree.isNull()) {
      return JsonNodeFactory.instance.textNode(OUT);
    }
    if (tree.isObject()) {
      ObjectNode fields = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : tree.properties()) {
        fields.set(field.getKey(), marked(field.getValue()));
      }
      return fields;
    }
    if (tree.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      tree.forEach(item -> items.add(marked(item)));
      return items;
    }
    return tree;
  }
}
