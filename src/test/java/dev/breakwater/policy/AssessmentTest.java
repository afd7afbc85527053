package dev.breakwater.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Inventory;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Template;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AssessmentTest {
  private static final Policy POLICY = new Policy(Rules.ALL);
  private static final String TEMPLATE =
      """
      Resources:
        Web:
          Type: AWS::ECS::TaskDefinition
          Metadata:
            Breakwater:
              waivers:
                - {rule: no-host-processes, reason: gone, until: 2026-12-31}
                - {rule: no-such-rule, reason: gone, until: 2026-12-31}
          Properties: {PidMode: task, ContainerDefinitions: [{Name: app, Image: a}]}
        Fleet:
          Type: AWS::CloudFormation::StackSet
          Metadata:
            Breakwater:
              waivers: [{rule: gap, reason: elsewhere, until: 2026-12-31}]
        Other: {Type: AWS::CloudFormation::StackSet}
      """;

  private static Assessment assessed() throws Exception {
    Inventory inventory = Template.parse(TEMPLATE, "t.yaml");
    return POLICY.judgeNamingPasses(
        inventory, Waivers.ofTemplates(Rules.ALL), LocalDate.of(2026, 11, 22));
  }

  @Test
  void ofSeveralHasAllThatEachHas() throws Exception {
    Assessment one = assessed();
    assertThat(one.findings()).isNotEmpty();
    assertThat(one.gaps()).hasSize(1);
    assertThat(one.waivedGaps()).hasSize(1);
    assertThat(one.invalidWaivers()).hasSize(1);
    assertThat(one.notices()).hasSize(1);
    assertThat(one.passes()).isNotEmpty();

    Assessment two = Assessment.of(List.of(one, one));
    assertThat(two.findings()).hasSize(2 * one.findings().size());
    assertThat(two.gaps()).hasSize(2);
    assertThat(two.waivedGaps()).hasSize(2);
    assertThat(two.invalidWaivers()).hasSize(2);
    assertThat(two.notices()).hasSize(2);
    assertThat(two.passes()).hasSize(2 * one.passes().size());
  }

  @Test
  void withoutPassesKeepsAllElse() throws Exception {
    Assessment one = assessed();
    Assessment without = one.withoutPasses();
    assertThat(without.passes()).isEmpty();
    assertThat(without).usingRecursiveComparison().ignoringFields("passes").isEqualTo(one);
  }
}
