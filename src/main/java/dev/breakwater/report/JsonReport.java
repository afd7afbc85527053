package dev.breakwater.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.breakwater.model.Gap;
import dev.breakwater.model.Location;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Pass;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.Subject;
import dev.breakwater.policy.WaivedGap;
import dev.breakwater.policy.Waiver;
import dev.breakwater.policy.WaiverNotice;
import java.io.IOException;
import java.util.Map;

/** For programs. Its schema is {@code assessment-1.schema.json}, beside this class. */
final class JsonReport implements Report {
  private static final String SCHEMA = "breakwater/assessment/1";

  @Override
  public void write(Results results, Appendable out) throws IOException {
    try (JsonGenerator json = JsonText.to(out)) {
      write(results, json);
    }
    out.append('\n');
  }

  private static void write(Results results, JsonGenerator json) throws IOException {
    Assessment assessment = results.assessment();
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("outcome", Summary.word(results.outcome()));
    json.writeArrayFieldStart("findings");
    for (Finding finding : assessment.findings()) {
      write(finding, json);
    }
    for (Pass pass : assessment.passes()) {
      json.writeStartObject();
      head(pass.rule(), "pass", pass.subject(), json);
      write(pass.location(), json);
      json.writeStringField("reason", pass.rule().info().title());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("gaps");
    for (Gap gap : Words.unread(assessment)) {
      json.writeStartObject();
      write(gap, json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("waivedGaps");
    for (WaivedGap waived : assessment.waivedGaps()) {
      json.writeStartObject();
      write(waived.gap(), json);
      write(waived.waiver(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("waivers");
    for (WaiverNotice notice : assessment.notices()) {
      write(notice, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("skipped");
    for (SkippedRule skipped : results.skipped()) {
      json.writeStartObject();
      json.writeStringField("rule", skipped.rule().id());
      json.writeStringField("reason", skipped.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    write(results.sources(), Summary.of(assessment), json);
    json.writeEndObject();
  }

  private static void write(Finding finding, JsonGenerator json) throws IOException {
    json.writeStartObject();
    head(finding.rule(), Words.lower(finding.ruling()), finding.subject(), json);
    optional("constructPath", finding.constructPath(), json);
    write(finding.location(), json);
    json.writeStringField("reason", finding.problem().reason());
    json.writeStringField("fingerprint", finding.fingerprint());
    json.writeBooleanField("baseline", finding.inBaseline());
    if (finding.waiver().isPresent()) {
      write(finding.waiver().get(), json);
    }
    json.writeEndObject();
  }

  private static void write(Gap gap, JsonGenerator json) throws IOException {
    write(gap.location(), json);
    optional("resource", gap.location().subject(), json);
    json.writeStringField("reason", gap.reason());
  }

  private static void write(Waiver waiver, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("waiver");
    json.writeStringField("reason", waiver.reason());
    json.writeStringField("until", waiver.until().toString());
    write(waiver.location(), json);
    json.writeEndObject();
  }

  private static void head(Rule rule, String verdict, Subject subject, JsonGenerator json)
      throws IOException {
    json.writeStringField("rule", rule.id());
    json.writeStringField("verdict", verdict);
    json.writeStringField("severity", Words.lower(rule.info().severity()));
    json.writeStringField("level", Words.lower(rule.info().level()));
    json.writeObjectFieldStart("subject");
    json.writeStringField("kind", subject.kind().toString());
    json.writeStringField("resource", subject.resource());
    optional("name", subject.name(), json);
    json.writeEndObject();
  }

  private static void write(WaiverNotice notice, JsonGenerator json) throws IOException {
    Waiver waiver = notice.waiver();
    json.writeStartObject();
    json.writeStringField("notice", Words.lower(notice.kind()));
    json.writeStringField("rule", waiver.rule());
    optional("resource", waiver.resource(), json);
    optional("file", waiver.file(), json);
    optional("container", waiver.container(), json);
    json.writeStringField("reason", waiver.reason());
    json.writeStringField("until", waiver.until().toString());
    write(waiver.location(), json);
    json.writeEndObject();
  }

  private static void write(int sources, Summary summary, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("summary");
    json.writeNumberField("sources", sources);
    write("verdicts", summary.rulings(), json);
    write("severities", summary.severities(), json);
    json.writeNumberField("passes", summary.passes());
    json.writeNumberField("gaps", summary.gaps());
    json.writeEndObject();
  }

  private static void write(String name, Map<? extends Enum<?>, Integer> counts, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<? extends Enum<?>, Integer> count : counts.entrySet()) {
      json.writeNumberField(Words.lower(count.getKey()), count.getValue());
    }
    json.writeEndObject();
  }

  private static void write(Location location, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("location");
    json.writeStringField("source", location.source());
    if (location.line() > 0) {
      json.writeNumberField("line", location.line());
      json.writeNumberField("column", location.column());
    }
    json.writeEndObject();
  }

  private static void optional(String name, String value, JsonGenerator json) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }
}
