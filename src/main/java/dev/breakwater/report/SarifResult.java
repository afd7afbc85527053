package dev.breakwater.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Subject;
import dev.breakwater.policy.Waiver;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * A finding as SARIF's result.
 *
 * <p>What is unknown has the kind {@code open}, for which the level must be {@code none} (3.27.9,
 * 3.27.10): "insufficient information to decide whether a problem exists". GitHub does not read
 * kinds and shows it as it shows a failure (microsoft/PSRule#955), with the severity of its rule.
 * GitHub reads no suppressions and no baseline either; other consumers do. The one fingerprint that
 * it reads, {@code primaryLocationLineHash}, is made by its own upload action, which warns of every
 * result that brings another (github/codeql-action, {@code fingerprints.ts}).
 */
final class SarifResult {
  private final Map<String, Integer> rules;
  private final Lines lines;
  private final boolean compared;

  SarifResult(Results results, Map<String, Integer> rules) {
    this.rules = Map.copyOf(rules);
    lines = results.lines();
    // One state is a state of every result (3.27.24).
    compared = results.assessment().findings().stream().anyMatch(Finding::inBaseline);
  }

  void write(Finding finding, JsonGenerator json) throws IOException {
    boolean fails = finding.problem().outcome() == Outcome.FAIL;
    Subject subject = finding.subject();
    json.writeStartObject();
    json.writeStringField("ruleId", finding.rule().id());
    Integer index = rules.get(finding.rule().id());
    if (index != null) {
      json.writeNumberField("ruleIndex", index);
    }
    json.writeStringField("kind", fails ? "fail" : "open");
    json.writeStringField(
        "level", fails ? SarifRule.level(finding.rule().info().severity()) : "none");
    SarifReport.text(
        "message",
        "%s%s %s: %s"
            .formatted(
                fails ? "" : "unknown: ", subject.kind(), subject, finding.problem().reason()),
        json);
    Optional<Excerpt> line = lines.excerpt(finding.location());
    String path = finding.constructPath();
    String resource = path.isEmpty() ? subject.resource() : path;
    SarifPlace.write(
        finding.location(),
        line,
        subject.name().isEmpty() ? resource : resource + "/" + subject.name(),
        json);
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField("breakwater/v1", finding.fingerprint());
    json.writeEndObject();
    // Given for all results or for none (3.27.23).
    json.writeArrayFieldStart("suppressions");
    if (finding.waiver().isPresent()) {
      suppression(finding.waiver().get(), json);
    }
    json.writeEndArray();
    if (compared) {
      json.writeStringField("baselineState", finding.inBaseline() ? "unchanged" : "new");
    }
    json.writeObjectFieldStart("properties");
    json.writeStringField("verdict", Words.lower(finding.ruling()));
    json.writeStringField("severity", Words.lower(finding.rule().info().severity()));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void suppression(Waiver waiver, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "external");
    json.writeStringField("status", "accepted");
    json.writeStringField(
        "justification", Printable.of(waiver.reason()) + " (until " + waiver.until() + ")");
    if (!waiver.location().source().isEmpty()) {
      json.writeFieldName("location");
      SarifPlace.location(waiver.location(), Optional.empty(), "", json);
    }
    json.writeEndObject();
  }
}
