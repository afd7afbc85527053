package dev.breakwater.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Settings as Terraform writes them, laid out as {@code terraform fmt} does. */
final class Hcl {
  private Hcl() {}

  /** Text of one line or several, and whether it stands behind an equals sign. */
  private record Part(String name, boolean assigned, String text) {
    boolean isLine() {
      return assigned && !text.contains("\n");
    }
  }

  /** What stands in a resource: attributes and blocks, in snake case. */
  static String body(JsonNode fields) {
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      parts.addAll(parts(field.getKey(), field.getValue()));
    }
    return laidOut(parts);
  }

  private static List<Part> parts(String key, JsonNode value) {
    String name = snakeCase(key);
    if (key.equals("UserData")) {
      String script = "base64encode(<<-EOT\n" + indented(templateText(value.asText())) + "EOT\n)";
      return List.of(new Part(name, true, script));
    }
    if (key.equals("containerDefinitions")) {
      return List.of(new Part(name, true, "jsonencode(" + value(value) + ")"));
    }
    if (PropertyNames.areFreeIn(key) || !isBlock(value)) {
      return List.of(new Part(name, true, value(value)));
    }
    if (value.isObject()) {
      return List.of(new Part(name, false, "{\n" + indented(body(value)) + "}"));
    }
    return StreamSupport.stream(value.spliterator(), false)
        .map(item -> new Part(singular(name), false, "{\n" + indented(body(item)) + "}"))
        .toList();
  }

  private static boolean isBlock(JsonNode value) {
    return value.isObject() || value.path(0).isObject();
  }

  /** A value of the language: names stay as they are. */
  private static String value(JsonNode value) {
    if (value.isObject()) {
      List<Part> parts = new ArrayList<>();
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        String key = field.getKey();
        String name = key.matches("\\w+") ? key : quoted(key);
        parts.add(new Part(name, true, value(field.getValue())));
      }
      return parts.isEmpty() ? "{}" : "{\n" + indented(laidOut(parts)) + "}";
    }
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(Hcl::value)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value.isTextual() ? quoted(value.asText()) : value.asText();
  }

  /** Equals signs of lines that follow each other stand below each other. */
  private static String laidOut(List<Part> parts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      text.append(part.name());
      if (part.assigned()) {
        text.append(" ".repeat(width(parts, i) - part.name().length())).append(" =");
      }
      text.append(' ').append(part.text()).append('\n');
    }
    return text.toString();
  }

  private static int width(List<Part> parts, int at) {
    int width = parts.get(at).name().length();
    if (!parts.get(at).isLine()) {
      return width;
    }
    for (int i = at; i >= 0 && parts.get(i).isLine(); i--) {
      width = Math.max(width, parts.get(i).name().length());
    }
    for (int i = at; i < parts.size() && parts.get(i).isLine(); i++) {
      width = Math.max(width, parts.get(i).name().length());
    }
    return width;
  }

  static String indented(String text) {
    return text.lines()
        .map(line -> line.isEmpty() ? "\n" : "  " + line + "\n")
        .collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return '"' + templateText(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }

  /** Braces behind these signs would be evaluated. */
  private static String templateText(String text) {
    return text.replace("${", "$${").replace("%{", "%%{");
  }

  private static String singular(String name) {
    return name.endsWith("_mappings") ? name : name.replaceAll("s$", "");
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
