package dev.breakwater.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A rule as SARIF's reporting descriptor, with the properties that GitHub reads (docs.github.com,
 * "SARIF support for code scanning").
 */
final class SarifRule {
  /** GitHub refuses a rule of more than 20 tags, and shows 10. */
  private static final int TAGS = 10;

  private SarifRule() {}

  static void write(Rule rule, JsonGenerator json) throws IOException {
    RuleInfo info = rule.info();
    json.writeStartObject();
    json.writeStringField("id", rule.id());
    json.writeStringField("name", rule.getClass().getSimpleName());
    SarifReport.text("shortDescription", info.title(), json);
    SarifReport.text("fullDescription", info.rationale(), json);
    json.writeObjectFieldStart("help");
    json.writeStringField("text", help(info, "", Control::named));
    json.writeStringField(
        "markdown",
        "**"
            + info.title()
            + "**\n\n"
            + help(info, "**", control -> "[%s](%s)".formatted(control.named(), control.link())));
    json.writeEndObject();
    json.writeObjectFieldStart("defaultConfiguration");
    json.writeStringField("level", level(info.severity()));
    json.writeEndObject();
    json.writeObjectFieldStart("properties");
    json.writeArrayFieldStart("tags");
    json.writeString("security");
    json.writeString("ecs");
    json.writeString(Words.lower(info.level()));
    for (Control control : Arrays.stream(info.controls()).limit(TAGS - 3).toList()) {
      json.writeString(control.named());
    }
    json.writeEndArray();
    json.writeStringField("precision", "very-high");
    json.writeStringField("problem.severity", problem(info.severity()));
    json.writeStringField("security-severity", score(info.severity()));
    json.writeEndObject();
    json.writeEndObject();
  }

  static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "note";
    };
  }

  private static String problem(Severity severity) {
    return severity == Severity.LOW ? "recommendation" : level(severity);
  }

  /** In the middle of what GitHub calls critical, high, medium and low. */
  private static String score(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.0";
    };
  }

  private static String help(
      RuleInfo info, String strong, java.util.function.Function<Control, String> named) {
    String controls = Arrays.stream(info.controls()).map(named).collect(Collectors.joining(", "));
    return "%s\n\n%sHow to fix it.%s %s%s"
        .formatted(
            info.rationale(),
            strong,
            strong,
            info.remediation(),
            controls.isEmpty() ? "" : "\n\nAsked for by " + controls + ".");
  }
}
