package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeparateTaskRoleTest {
  private static final SeparateTaskRole RULE = new SeparateTaskRole();
  private static final String OWN = "arn:aws:iam::111122223333:role/web";
  private static final String EXECUTION = "arn:aws:iam::111122223333:role/start-web";
  private static final String ROLES =
      """
        One:
          Type: AWS::IAM::Role
        Two:
          Type: AWS::IAM::Role
        Named:
          Type: AWS::IAM::Role
          Properties: {RoleName: web}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!GetAtt One.Arn | !GetAtt One.Arn | ${One}",
        "!GetAtt One.Arn | !Ref One | ${One}",
        "!Ref Named | arn:aws:iam::111122223333:role/web | web",
        "!Sub 'arn:aws:iam::${AWS::AccountId}:role/web' | web | web",
        "!If [Own, !Ref One, !Ref Two] | !Ref Two | ${Two}",
      })
  void failsTheSameRoleByAnyOfItsNames(String own, String execution, String name) {
    assertThat(says(own, execution))
        .isEqualTo("FAIL taskRoleArn and executionRoleArn are the same role, " + name);
  }

  @Test
  void failsTheSameParameterWhateverItHolds() {
    assertThat(says("!Ref TableName", "!Ref TableName"))
        .isEqualTo("FAIL taskRoleArn and executionRoleArn are the same");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!GetAtt One.Arn | !GetAtt Two.Arn",
        "!GetAtt One.Arn | !ImportValue Execution",
        "!ImportValue Own | !Ref Two",
        "!GetAtt One.Arn | !Sub 'arn:aws:iam::${AWS::AccountId}:role/ecsTaskExecutionRole'",
        "!Ref AWS::NoValue | !Ref AWS::NoValue",
        "!Ref AWS::NoValue | web",
      })
  void passesRolesThatAreNotTheSame(String own, String execution) {
    assertThat(says(own, execution)).isEmpty();
  }

  @Test
  void isNotSureOfTwoParameters() {
    assertThat(says("!Ref TableName", "!ImportValue Execution"))
        .isEqualTo("UNKNOWN cannot be decided from ${TableName}");
  }

  private static String says(String own, String execution) {
    Fixture fixture =
        Fixture.hardened()
            .with("TaskRoleArn: " + OWN, "TaskRoleArn: " + own)
            .with("ExecutionRoleArn: " + EXECUTION, "ExecutionRoleArn: " + execution);
    return new Fixture(fixture.name(), fixture.text() + ROLES).says(RULE);
  }
}
