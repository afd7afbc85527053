package dev.breakwater.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.rule.Rules;
import org.junit.jupiter.api.Test;

final class PolicyTest {

  @Test
  void theBaselineIsPartOfTheHardenedState() {
    Policy baseline = Policy.of(Level.BASELINE, Rules.ALL);
    assertThat(baseline.rules())
        .isNotEmpty()
        .allMatch(rule -> rule.info().level() == Level.BASELINE)
        .hasSizeLessThan(Rules.ALL.size());
    assertThat(Policy.of(Level.RESTRICTED, Rules.ALL).rules()).isEqualTo(Rules.ALL);
  }
}
