package dev.breakwater.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.breakwater.model.Gap;
import dev.breakwater.model.Location;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.WaivedGap;
import dev.breakwater.policy.WaiverNotice;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SARIF 2.1.0, for code scanning and editors. Numbers of sections are those of the specification.
 *
 * <p>A gap is an error of the run, which then failed (3.20.21): nobody may take its results for
 * complete.
 *
 * <p>GitHub refuses a file of more than 25,000 results of a run, and shows 5,000 (docs.github.com,
 * "SARIF support for code scanning"). Beyond that only the worst are written, and the run says so
 * and fails.
 */
final class SarifReport implements Report {
  private static final int MOST = 25_000;
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  @Override
  public void write(Results results, Appendable out) throws IOException {
    try (JsonGenerator json = JsonText.to(out)) {
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      run(results, json);
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
    out.append('\n');
  }

  private static void run(Results results, JsonGenerator json) throws IOException {
    List<Rule> rules = results.policy().rules();
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "Breakwater");
    json.writeStringField("version", version());
    json.writeArrayFieldStart("rules");
    for (Rule rule : rules) {
      SarifRule.write(rule, json);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    List<Finding> findings = results.assessment().findings();
    List<Finding> shown =
        findings.size() <= MOST ? findings : Order.worstFirst(findings).subList(0, MOST);
    invocation(results, findings.size() - shown.size(), json);
    json.writeObjectFieldStart("originalUriBaseIds");
    json.writeObjectFieldStart("%SRCROOT%");
    text("description", "The folder in which breakwater was called.", json);
    json.writeEndObject();
    json.writeEndObject();
    json.writeStringField("columnKind", "utf16CodeUnits");
    Map<String, Integer> indices = new HashMap<>();
    for (Rule rule : rules) {
      indices.put(rule.id(), indices.size());
    }
    SarifResult result = new SarifResult(results, indices);
    json.writeArrayFieldStart("results");
    for (Finding finding : shown) {
      result.write(finding, json);
    }
    json.writeEndArray();
  }

  private static void invocation(Results results, int leftOut, JsonGenerator json)
      throws IOException {
    List<Gap> gaps = Words.unread(results.assessment());
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    json.writeBooleanField("executionSuccessful", gaps.isEmpty() && leftOut == 0);
    json.writeArrayFieldStart("toolExecutionNotifications");
    for (Gap gap : gaps) {
      json.writeStartObject();
      json.writeStringField("level", "error");
      text("message", "not read, so not judged: " + gap.reason(), json);
      SarifPlace.write(gap.location(), Optional.empty(), gap.location().subject(), json);
      json.writeEndObject();
    }
    for (WaivedGap waived : results.assessment().waivedGaps()) {
      json.writeStartObject();
      json.writeStringField("level", "note");
      text("message", Words.sentence(waived), json);
      Location at = waived.gap().location();
      SarifPlace.write(at, Optional.empty(), at.subject(), json);
      json.writeEndObject();
    }
    if (leftOut > 0) {
      json.writeStartObject();
      json.writeStringField("level", "error");
      text(
          "message",
          "%d results are left out, none worse than those that are here: GitHub takes %d"
              .formatted(leftOut, MOST),
          json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("toolConfigurationNotifications");
    for (WaiverNotice notice : results.assessment().notices()) {
      json.writeStartObject();
      json.writeStringField("level", "warning");
      text("message", Words.sentence(notice), json);
      SarifPlace.write(notice.waiver().location(), Optional.empty(), "", json);
      json.writeEndObject();
    }
    for (SkippedRule skipped : results.skipped()) {
      json.writeStartObject();
      json.writeStringField("level", "note");
      text("message", Words.sentence(skipped), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  /**
   * A message: braces are doubled (3.11.5), and nothing that came from a template becomes a link
   * (3.11.6).
   */
  static void text(String name, String text, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", message(text));
    json.writeEndObject();
  }

  private static String message(String text) {
    return Printable.of(text).replace("{", "{{").replace("}", "}}").replace("](", "] (");
  }

  private static String version() {
    return Optional.ofNullable(SarifReport.class.getPackage().getImplementationVersion())
        .orElse("(not from its jar)");
  }
}
