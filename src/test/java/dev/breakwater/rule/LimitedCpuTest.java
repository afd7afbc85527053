package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.policy.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitedCpuTest {
  /** ECS takes 0 for "no share of its own". */
  @ParameterizedTest
  @CsvSource({
    "Family: web, Image: a, FAIL",
    "Family: web, Cpu: 0, FAIL",
    "Cpu: 0, Image: a, FAIL",
    "Family: web, Cpu: 1, PASS",
    "Cpu: 256, Image: a, PASS",
  })
  void asksForAShareOfTheContainerOrOfItsTask(String task, String container, Outcome outcome) {
    String template =
        """
        Resources:
          Web:
            Type: AWS::ECS::TaskDefinition
            Properties: {%s, ContainerDefinitions: [{Name: app, %s}]}
        """
            .formatted(task, container);
    assertThat(new Fixture("t.yaml", template).outcome(new LimitedCpu())).isEqualTo(outcome);
  }
}
