package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
  private static final NoSecretInEnvironment RULE = new NoSecretInEnvironment();

  /** Put together here, so that this file holds nothing that looks like a secret. */
  private static final String URL = "postgres://app:" + "hunter2@db/shop";

  private static final String SPLUNK = "0f8b2c6e-" + "1d3a-4b5c-8e7f-9a0b1c2d3e4f";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Command: [serve, --db, '%s'] | command holds a URL with a password",
        "Command: !If [C, [serve], [!If [D, '%s', x]]] | command holds a URL with a password",
        "EntryPoint: ['%s'] | entryPoint holds a URL with a password",
        "DockerLabels: {db: '%s'} | docker label db holds a URL with a password",
        "Command: ['{{resolve:secretsmanager:db}}'] | command holds a secret that CloudFormation"
            + " writes out in plain text",
      })
  void failsASecretByItsShape(String setting, String says) {
    assertThat(with(setting.formatted(URL))).isEqualTo("FAIL " + says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Command: [serve, !Sub '--db=${TableName}'] | command",
        "Command: !If [C, [serve], [!Ref TableName]] | command",
        "EntryPoint: [!Ref TableName] | entryPoint",
        "DockerLabels: {db: !Ref TableName} | docker label db",
        "DockerLabels: !If [C, {db: !Ref TableName}, {x: y}] | docker label db",
      })
  void failsANoEchoParameterWhereverItStands(String setting, String place) {
    assertThat(withNoEcho(setting))
        .contains("FAIL " + place + " holds the plain value of NoEcho parameter TableName");
    assertThat(with(setting)).isEmpty();
  }

  @Test
  void failsANoEchoParameterInALogOption() {
    assertThat(
            Fixture.hardened()
                .with("awslogs-stream-prefix: app", "splunk-token: !Ref TableName")
                .with(
                    "  TableName:\n    Type: String\n",
                    "  TableName:\n    Type: String\n    NoEcho: true\n")
                .says(RULE))
        .contains(
            "FAIL option splunk-token of logConfiguration holds the plain value of NoEcho"
                + " parameter TableName");
  }

  @Test
  void failsASecretInTheHealthCheck() {
    assertThat(
            Fixture.hardened()
                .with("[CMD, /usr/bin/health, \"8080\"]", "[CMD, '" + URL + "']")
                .says(RULE))
        .isEqualTo("FAIL command of healthCheck holds a URL with a password");
  }

  @Test
  void failsASecretAroundAnUnresolvedPart() {
    assertThat(with("Command: [!Sub '" + URL + "/${TableName}']"))
        .isEqualTo("FAIL command holds a URL with a password");
  }

  @ParameterizedTest
  @CsvSource({
    "splunk-token, a token",
    "HTTP_Passwd, a password",
    "apikey, an API key",
    "license_key, a key"
  })
  void failsALogOptionThatIsASecretByItsName(String option, String kind) {
    assertThat(option(option + ": " + SPLUNK))
        .isEqualTo("FAIL option " + option + " of logConfiguration holds " + kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Command: [serve, --token-file, /run/token]",
        "Command: [serve, !Ref TableName]",
        "Command: !Ref Words",
        "EntryPoint: [sh, -c, 'exec app --password \"$DB_PASSWORD\"']",
        "DockerLabels: {token: web}",
      })
  void passesWhatIsNoSecret(String setting) {
    assertThat(with(setting)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "awslogs-create-group: true",
    "splunk-token: ${TOKEN}",
    "splunk-url: https://splunk.example",
    "Match: '*'"
  })
  void passesOrdinaryLogOptions(String option) {
    assertThat(option(option)).isEmpty();
  }

  @Test
  void passesAnUnresolvedLogOption() {
    assertThat(option("splunk-index: !Ref TableName")).isEmpty();
  }

  @Test
  void isNotSureOfAnUnresolvedLogOptionThatSaysSecret() {
    assertThat(option("splunk-token: !Ref TableName"))
        .isEqualTo(
            "UNKNOWN option splunk-token of logConfiguration may hold a token, from ${TableName}");
  }

  private static String with(String setting) {
    return Fixture.hardened().with("Privileged: false", setting).says(RULE);
  }

  private static String withNoEcho(String setting) {
    return Fixture.hardened()
        .with("Privileged: false", setting)
        .with(
            "  TableName:\n    Type: String\n",
            "  TableName:\n    Type: String\n    NoEcho: true\n")
        .says(RULE);
  }

  private static String option(String option) {
    return Fixture.hardened().with("awslogs-stream-prefix: app", option).says(RULE);
  }
}
