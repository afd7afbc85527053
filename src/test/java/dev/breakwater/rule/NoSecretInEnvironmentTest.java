package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoSecretInEnvironmentTest {
  private static final NoSecretInEnvironment RULE = new NoSecretInEnvironment();

  private static final String ORDINARY = "{Name: TABLE_NAME, Value: !Ref TableName}";

  @Test
  void saysTheNameAndTheKindButNeverTheValue() {
    assertThat(withVariable("{Name: DB_PASSWORD, Value: hunter2}"))
        .isEqualTo("FAIL variable DB_PASSWORD holds a password");
  }

  @Test
  void failsTheCredentialsOfTheSdksWhateverTheirValue() {
    assertThat(withVariable("{Name: AWS_SESSION_TOKEN, Value: !Ref TableName}"))
        .isEqualTo("FAIL variable AWS_SESSION_TOKEN holds credentials");
  }

  @Test
  void isNotSureOfAnUnresolvedValueUnderANameThatSaysSecret() {
    assertThat(withVariable("{Name: DB_PASSWORD, Value: !Ref TableName}"))
        .isEqualTo(
            "UNKNOWN variable DB_PASSWORD may hold a password: cannot be decided from"
                + " ${TableName}");
  }

  @Test
  void passesAReferenceToASecret() {
    assertThat(withVariable("{Name: DB_SECRET_ARN, Value: !Ref DbSecret}")).isEmpty();
  }

  @Test
  void failsWhatCloudFormationWritesOutInPlainText() {
    assertThat(
            withVariable("{Name: PLAIN, Value: \"{{resolve:secretsmanager:db:SecretString:p}}\"}"))
        .isEqualTo(
            "FAIL variable PLAIN holds a secret that CloudFormation writes out in plain text");
    assertThat(
            withVariable(
                "{Name: PLAIN, Value: !Sub \"{{resolve:secretsmanager:${Db}:SecretString:p}}\"}"))
        .isEqualTo(
            "FAIL variable PLAIN holds a secret that CloudFormation writes out in plain text");
  }

  @Test
  void failsANoEchoParameter() {
    assertThat(
            Fixture.hardened()
                .with(
                    "  TableName:\n    Type: String\n",
                    "  TableName:\n    Type: String\n    NoEcho: true\n")
                .says(RULE))
        .isEqualTo("FAIL variable TABLE_NAME holds the plain value of NoEcho parameter TableName");
  }

  @Test
  void failsALiteralPasswordBesideAnUnresolvedHost() {
    assertThat(
            withVariable(
                "{Name: DATABASE_URL, Value: !Sub \"postgres://app:"
                    + "hunter2"
                    + "@${Db.Endpoint}/app\"}"))
        .isEqualTo("FAIL variable DATABASE_URL holds a URL with a password");
  }

  @Test
  void passesAPasswordThatIsAPlaceholder() {
    assertThat(withVariable("{Name: QUEUE, Value: !Sub \"https://${Host}:8080/${Path}\"}"))
        .isEmpty();
  }

  @Test
  void judgesTheValueWhenTheNameIsUnresolved() {
    assertThat(withVariable("{Name: !Ref TableName, Value: \"redis://:" + "hunter2" + "@cache\"}"))
        .isEqualTo("FAIL a variable holds a URL with a password");
    assertThat(withVariable("{Value: \"redis://:" + "hunter2" + "@cache\"}"))
        .isEqualTo("FAIL a variable holds a URL with a password");
    assertThat(withVariable("{Name: !Ref TableName, Value: plain}"))
        .isEqualTo("UNKNOWN cannot be decided from ${TableName}");
  }

  private static String withVariable(String variable) {
    return Fixture.hardened().with(ORDINARY, variable).says(RULE);
  }
}
