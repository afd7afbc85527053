package dev.breakwater.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.breakwater.model.Location;
import dev.breakwater.policy.Finding;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A place as SARIF's location. */
final class SarifPlace {
  private SarifPlace() {}

  /** An array of the one location; of none where there is neither a file nor a name. */
  static void write(Location at, Optional<Excerpt> line, String name, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart("locations");
    if (!at.source().isEmpty() || !name.isEmpty()) {
      location(at, line, name, json);
    }
    json.writeEndArray();
  }

  /**
   * One location.
   *
   * @param line what may be shown of its line: where the region ends
   * @param name the resource, and the container in it; empty where there is none
   */
  static void location(Location at, Optional<Excerpt> line, String name, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    if (!at.source().isEmpty()) {
      json.writeObjectFieldStart("physicalLocation");
      json.writeObjectFieldStart("artifactLocation");
      artifact(Finding.file(at), json);
      json.writeEndObject();
      if (at.line() > 0) {
        region(at, line, json);
      }
      json.writeEndObject();
    }
    if (!name.isEmpty()) {
      json.writeArrayFieldStart("logicalLocations");
      json.writeStartObject();
      json.writeStringField("fullyQualifiedName", name);
      json.writeStringField("kind", "resource");
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void region(Location at, Optional<Excerpt> line, JsonGenerator json)
      throws IOException {
    int column = Math.max(1, at.column());
    json.writeObjectFieldStart("region");
    json.writeNumberField("startLine", at.line());
    json.writeNumberField("startColumn", column);
    json.writeNumberField("endLine", at.line());
    if (line.isPresent()) {
      json.writeNumberField("endColumn", column + line.get().length());
    }
    json.writeEndObject();
  }

  private static void artifact(String file, JsonGenerator json) throws IOException {
    if (file.startsWith("/")) {
      json.writeStringField("uri", "file://" + encoded(file));
    } else {
      json.writeStringField("uri", encoded(file));
      json.writeStringField("uriBaseId", "%SRCROOT%");
    }
  }

  private static String encoded(String file) {
    return Arrays.stream(file.split("/", -1))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
