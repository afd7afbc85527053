package dev.breakwater.construct;

import dev.breakwater.model.Gap;
import dev.breakwater.model.Location;
import dev.breakwater.policy.Assessment;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.InvalidWaiver;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Subject;
import dev.breakwater.policy.WaivedGap;
import dev.breakwater.policy.Waiver;
import dev.breakwater.policy.WaiverNotice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awscdk.PolicyValidationPluginReport;
import software.amazon.awscdk.PolicyViolatingResource;
import software.amazon.awscdk.PolicyViolation;

/**
 * An assessment as the CDK's validation report.
 *
 * <p>The CDK prints each violation as what was found, where in which template, what to do and which
 * rule. Two of its freedoms would open the gate, so no violation leaves them:
 *
 * <ul>
 *   <li>The command line drops what belongs to a stack that the command did not select, and a bare
 *       {@code cdk synth} selects no stack of a Stage. It knows the stack by the construct path,
 *       which it also looks up itself by template and logical id; a template with a line finds
 *       none, and what has no path is never dropped. So the path stands in the description.
 *   <li>{@code Validations.acknowledge} silences a rule for the whole app, whatever its scope, but
 *       never what is {@code fatal}.
 * </ul>
 *
 * <p>What a waiver accepts, and a waiver that does nothing, is {@code info}: the CDK prints it and
 * goes on.
 */
final class GateReport {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}]");
  private static final String FATAL = "fatal";

  /** It is printed and closes nothing; a warning would, where the CDK runs strictly. */
  private static final String INFO = "info";

  private static final String WRITE_IT_DOWN =
      "Write a literal value, or give the parameter a default or allowed values: what only the"
          + " deployment resolves cannot be judged.";

  private final ConstructPaths paths;

  GateReport(ConstructPaths paths) {
    this.paths = paths;
  }

  PolicyValidationPluginReport of(List<Assessment> assessments) {
    List<PolicyViolation> violations = new ArrayList<>();
    for (Assessment assessment : assessments) {
      assessment.findings().forEach(finding -> violations.add(violation(finding)));
      assessment.gaps().forEach(gap -> violations.add(violation(gap)));
      assessment.waivedGaps().forEach(waived -> violations.add(violation(waived)));
      assessment.invalidWaivers().forEach(invalid -> violations.add(violation(invalid)));
      assessment.notices().forEach(notice -> violations.add(violation(notice)));
    }
    return report(violations);
  }

  /** The gate itself broke; nothing can be said of the app, so nothing may pass. */
  static PolicyValidationPluginReport broken(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    // The message of an unforeseen exception can quote the template, and so a secret.
    StackTraceElement[] trace = cause.getStackTrace();
    String at = trace.length == 0 ? "" : " at " + trace[0];
    return report(
        List.of(
            violation(
                "gate",
                "the gate broke, so nothing was judged: " + cause.getClass().getName() + at,
                "Nothing of this app is deployed until the gate works: report this line as a defect"
                    + " of Breakwater.",
                Location.NOWHERE)));
  }

  private static PolicyValidationPluginReport report(List<PolicyViolation> violations) {
    return PolicyValidationPluginReport.builder()
        .success(violations.stream().noneMatch(found -> FATAL.equals(found.getSeverity())))
        .violations(violations)
        .build();
  }

  private PolicyViolation violation(Finding finding) {
    if (finding.waiver().isPresent()) {
      return waived(
          finding.rule().id(),
          described(finding.subject(), finding.location()) + ": " + finding.problem().reason(),
          finding.waiver().get(),
          finding.location().of(finding.subject().resource()));
    }
    RuleInfo label = finding.rule().info();
    String subject = described(finding.subject(), finding.location());
    String reason = finding.problem().reason();
    boolean unknown = finding.problem().outcome() == Outcome.UNKNOWN;
    return violation(
        finding.rule().id(),
        unknown
            ? "unknown: " + subject + ": " + label.title() + ": " + reason
            : subject + ": " + reason,
        unknown ? label.remediation() + " " + WRITE_IT_DOWN : label.remediation(),
        finding.location().of(finding.subject().resource()));
  }

  private PolicyViolation violation(Gap gap) {
    return violation(
        Waiver.GAP,
        "unknown: " + place(gap.location()) + gap.reason(),
        "What cannot be read cannot be judged, and so does not pass. " + WRITE_IT_DOWN,
        gap.location());
  }

  private PolicyViolation violation(WaivedGap waived) {
    Location at = waived.gap().location();
    return waived(Waiver.GAP, place(at) + waived.gap().reason(), waived.waiver(), at);
  }

  private static PolicyViolation waived(
      String rule, String found, Waiver waiver, Location location) {
    return violation(
        INFO,
        rule,
        "waived until " + waiver.until() + ": " + found,
        "None needed: " + waiver.reason(),
        location);
  }

  private PolicyViolation violation(InvalidWaiver invalid) {
    return violation(
        "waiver",
        place(invalid.location()) + invalid.reason(),
        "Correct or remove the waiver: as it stands it accepts nothing.",
        invalid.location());
  }

  private PolicyViolation violation(WaiverNotice notice) {
    Waiver waiver = notice.waiver();
    boolean expired = notice.kind() == WaiverNotice.Kind.EXPIRED;
    return violation(
        INFO,
        "waiver",
        place(waiver.location())
            + (expired
                ? "the waiver of " + waiver.rule() + " counted until " + waiver.until()
                : "nothing needs the waiver of " + waiver.rule()),
        expired ? "Fix what it accepted, or give it another last day." : "Remove it.",
        waiver.location());
  }

  private String described(Subject subject, Location location) {
    String resource = subject.resource();
    String path = paths.at(location.of(resource)).orElse(resource);
    return subject.kind() == Subject.Kind.CONTAINER
        ? path + ", container " + (subject.name().isEmpty() ? "without a name" : subject.name())
        : path;
  }

  private String place(Location location) {
    return location.subject().isEmpty() ? "" : paths.at(location).orElse(location.subject()) + ": ";
  }

  private static PolicyViolation violation(
      String rule, String found, String toDo, Location location) {
    return violation(FATAL, rule, found, toDo, location);
  }

  private static PolicyViolation violation(
      String severity, String rule, String found, String toDo, Location location) {
    PolicyViolatingResource.Builder where = PolicyViolatingResource.builder().locations(List.of());
    if (!location.source().isEmpty()) {
      where
          .templatePath(location.toString())
          .resourceLogicalId(location.subject().isEmpty() ? "(template)" : location.subject());
    }
    return PolicyViolation.builder()
        .ruleName(rule)
        .description(printable(found))
        .fix(printable(toDo))
        .severity(severity)
        .violatingResources(List.of(where.build()))
        .build();
  }

  /** A name from a template must not steer the terminal that shows it. */
  private static String printable(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll(match -> "\\\\u%04x".formatted((int) match.group().charAt(0)));
  }
}
