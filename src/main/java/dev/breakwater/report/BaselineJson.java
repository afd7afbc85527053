package dev.breakwater.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A baseline as text: {@code breakwater/baseline/1}, a finding a line. */
final class BaselineJson {
  private static final String SCHEMA = "breakwater/baseline/1";

  private BaselineJson() {}

  static String text(Collection<BaselineEntry> sorted) {
    List<String> lines = new ArrayList<>();
    sorted.forEach(entry -> lines.add("    " + line(entry)));
    return "{\n  \"schema\": \"%s\",\n  \"findings\": [\n%s\n  ]\n}\n"
        .formatted(SCHEMA, String.join(",\n", lines));
  }

  private static String line(BaselineEntry entry) {
    StringBuilder line = new StringBuilder();
    try (JsonGenerator json = JsonText.to(line)) {
      json.setPrettyPrinter(new MinimalPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("file", entry.file());
      json.writeStringField("resource", entry.resource());
      if (!entry.container().isEmpty()) {
        json.writeStringField("container", entry.container());
      }
      json.writeStringField("rule", entry.rule());
      json.writeStringField("reason", entry.reason());
      json.writeStringField("fingerprint", entry.fingerprint());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return line.toString();
  }

  static List<BaselineEntry> parse(String text, String file) throws BaselineException {
    JsonNode root;
    try {
      root =
          JsonMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(text);
    } catch (JacksonException e) {
      JsonLocation at = e.getLocation();
      throw new BaselineException(
          "%s:%d:%d: not valid JSON; a baseline is what --write-baseline writes"
              .formatted(file, at.getLineNr(), at.getColumnNr()));
    }
    if (!root.path("schema").asText().equals(SCHEMA) || !root.path("findings").isArray()) {
      throw new BaselineException(
          "%s: a baseline must be an object with the schema %s and a list of findings; --write-baseline writes it"
              .formatted(file, SCHEMA));
    }
    List<BaselineEntry> entries = new ArrayList<>();
    for (JsonNode node : root.path("findings")) {
      entries.add(entry(node, file, entries.size()));
    }
    return entries;
  }

  private static BaselineEntry entry(JsonNode node, String file, int index)
      throws BaselineException {
    if (!node.path("fingerprint").isTextual() || !node.path("rule").isTextual()) {
      throw new BaselineException(
          "%s: a finding of a baseline must have a rule and a fingerprint; number %d has not"
              .formatted(file, index + 1));
    }
    return new BaselineEntry(
        node.path("file").asText(),
        node.path("resource").asText(),
        node.path("container").asText(),
        node.path("rule").asText(),
        node.path("reason").asText(),
        node.path("fingerprint").asText());
  }
}
