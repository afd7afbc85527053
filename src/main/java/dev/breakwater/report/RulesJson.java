package dev.breakwater.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.RuleInfo;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The rules for programs. Its schema is {@code rules-1.schema.json}, beside this class. */
public final class RulesJson {
  private static final String SCHEMA = "breakwater/rules/1";

  private RulesJson() {}

  /** Writes these rules, one or all, in one form; does not close what it writes to. */
  public static void write(List<Rule> rules, Function<Rule, Example> example, Appendable out)
      throws IOException {
    try (JsonGenerator json = JsonText.to(out)) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      json.writeArrayFieldStart("rules");
      for (Rule rule : rules) {
        write(rule, example.apply(rule), json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.append('\n');
  }

  private static void write(Rule rule, Example example, JsonGenerator json) throws IOException {
    RuleInfo info = rule.info();
    json.writeStartObject();
    json.writeStringField("id", rule.id());
    json.writeStringField("title", info.title());
    json.writeStringField("severity", info.severity().name().toLowerCase(Locale.ROOT));
    json.writeStringField("level", info.level().name().toLowerCase(Locale.ROOT));
    json.writeStringField("subject", rule.kind().toString());
    json.writeStringField("rationale", info.rationale());
    json.writeStringField("remediation", info.remediation());
    if (!info.proof().isEmpty()) {
      json.writeStringField("proof", info.proof());
    }
    json.writeArrayFieldStart("controls");
    for (Control control : info.controls()) {
      json.writeStartObject();
      json.writeStringField("id", control.name());
      json.writeStringField("catalogue", control.catalogue());
      json.writeStringField("number", control.number());
      json.writeStringField("link", control.link());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("fix");
    for (FixForms form : FixForms.of(rule)) {
      json.writeStringField(form.language().toLowerCase(Locale.ROOT), form.text());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("example");
    json.writeStringField("cloudformation", example.text());
    json.writeStringField("reason", example.reason());
    json.writeEndObject();
    json.writeEndObject();
  }
}
