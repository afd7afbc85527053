package dev.breakwater.report;

import dev.breakwater.policy.Control;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Rule;
import dev.breakwater.policy.RuleInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the page says of a rule that found something. */
record RuleCard(
    String id,
    String title,
    String severity,
    String level,
    String findings,
    String why,
    String fix,
    List<FixForms> forms,
    List<ControlLink> controls) {
  RuleCard {
    forms = List.copyOf(forms);
    controls = List.copyOf(controls);
  }

  /** A control that asks for the rule. */
  record ControlLink(String name, String link, boolean last) {}

  /** Those of these findings, in their order. */
  static List<RuleCard> of(List<Finding> findings) {
    Map<Rule, Integer> counts = new LinkedHashMap<>();
    findings.forEach(finding -> counts.merge(finding.rule(), 1, Integer::sum));
    return counts.entrySet().stream().map(one -> of(one.getKey(), one.getValue())).toList();
  }

  boolean hasControls() {
    return !controls.isEmpty();
  }

  private static RuleCard of(Rule rule, int count) {
    RuleInfo info = rule.info();
    List<Control> controls = List.of(info.controls());
    List<ControlLink> links = new ArrayList<>();
    for (Control control : controls) {
      links.add(
          new ControlLink(control.named(), control.link(), links.size() == controls.size() - 1));
    }
    return new RuleCard(
        rule.id(),
        info.title(),
        Words.lower(info.severity()),
        Words.lower(info.level()),
        Words.count(count, "finding"),
        info.rationale(),
        info.remediation(),
        FixForms.of(rule),
        links);
  }
}
