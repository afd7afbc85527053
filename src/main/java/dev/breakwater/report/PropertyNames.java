package dev.breakwater.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The API's names of properties, as CloudFormation writes them. */
final class PropertyNames {
  /** Below these, keys are the user's or a program's. */
  private static final Set<String> FREE =
      Set.of("options", "driverOpts", "labels", "dockerLabels", "UserData");

  /** Where CloudFormation's name is more than the API's with a capital. */
  private static final Map<String, String> OTHER =
      Map.of(
          "efsVolumeConfiguration", "EFSVolumeConfiguration",
          "fileSystemId", "FilesystemId",
          "fsxWindowsFileServerVolumeConfiguration", "FSxWindowsFileServerVolumeConfiguration",
          "iam", "IAM");

  private PropertyNames() {}

  /** Whether what is below is no property, so that its keys stay as they are. */
  static boolean areFreeIn(String name) {
    return FREE.contains(name);
  }

  /** The same settings under CloudFormation's names. */
  static JsonNode cloudFormation(JsonNode api) {
    if (api.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      api.forEach(item -> items.add(cloudFormation(item)));
      return items;
    }
    if (!api.isObject()) {
      return api;
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : api.properties()) {
      String name = field.getKey();
      fields.set(
          OTHER.getOrDefault(name, capital(name)),
          areFreeIn(name) ? field.getValue() : cloudFormation(field.getValue()));
    }
    return fields;
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
