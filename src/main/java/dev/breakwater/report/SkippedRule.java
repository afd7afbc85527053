package dev.breakwater.report;

import dev.breakwater.policy.Rule;
import java.util.Objects;

/**
 * A rule that was not asked, because somebody said so.
 *
 * @param rule which
 * @param reason why
 */
public record SkippedRule(Rule rule, String reason) {
  public SkippedRule {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(reason, "reason");
  }
}
