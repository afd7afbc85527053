package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that look real are put together here, or scanners of this repository would find them. */
class SecretShapeTest {
  private static final String HEX = "0123456789abcdef".repeat(4);
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  static Stream<Arguments> secrets() {
    return Stream.of(
        // by their names
        secret("DB_PASSWORD", "correct horse", "a password"),
        secret("DB_PASSWORD2", "correct horse", "a password"),
        secret("PGPASSWORD", "hunter2", "a password"),
        secret("db.password", "hunter2", "a password"),
        secret("dbPassword", "hunter2", "a password"),
        secret("spring-datasource-password", "hunter2", "a password"),
        secret("MYSQL_PWD", "hunter2", "a password"),
        secret("SMTP_PASSWD", "hunter2", "a password"),
        secret("SMTP_PASS", "hunter2", "a password"),
        secret("KEYSTORE_PASSPHRASE", "hunter2", "a password"),
        secret("ADMIN_PASSWORDS", "one,two", "passwords"),
        secret("CLIENT_SECRET", "s3cr3t", "a secret"),
        secret("oauthClientSecret", "s3cr3t", "a secret"),
        secret("SESSION_SECRET", "changeme", "a secret"),
        secret("JWT_SECRET_VALUE", "changeme", "a secret"),
        secret("DJANGO_SECRET_KEY", HEX, "a secret"),
        secret("SECRETKEY", HEX, "a secret key"),
        secret("NPM_TOKEN", "npm-" + HEX, "a token"),
        secret("AUTHTOKEN", HEX, "a token"),
        secret("SONAR_TOKENS", HEX, "tokens"),
        secret("API_KEY", HEX, "an API key"),
        secret("apiKey", HEX, "an API key"),
        secret("DATADOG_APIKEY", HEX, "an API key"),
        secret("SIGNING_PRIVATE_KEY", HEX, "a private key"),
        secret("REGISTRY_CREDENTIALS", "user hunter2", "credentials"),
        secret("STORAGE_CONNECTION_STRING", "AccountName=a;Key=b", "a connection string"),
        secret("AWS_ACCESS_KEY_ID", "anything", "an AWS access key id"),
        secret("AWS_SECRET_ACCESS_KEY", "", "an AWS secret access key"),
        secret("AWS_SESSION_TOKEN", "true", "an AWS session token"),
        secret("ECS_ENGINE_AUTH_DATA", "{}", "credentials of an image registry"),
        // by their values
        secret("TLS", "-----BEGIN " + "PRIVATE KEY-----\nMII", "a private key"),
        secret("TLS", "-----BEGIN RSA " + "PRIVATE KEY-----\nMII", "a private key"),
        secret("KEY", "AKIA" + LETTERS.substring(0, 16), "an AWS access key id"),
        secret("ARGS", "--id ASIA" + LETTERS.substring(16) + " -v", "an AWS access key id"),
        secret("GIT", "ghp" + "_" + HEX.substring(0, 36), "a GitHub token"),
        secret("GIT", "github" + "_pat_" + HEX.substring(0, 40), "a GitHub token"),
        secret("BOT", "xoxb" + "-1234567890-" + HEX.substring(0, 20), "a Slack token"),
        secret("HOOK", "https://hooks.slack.com" + "/services/T000/B000/x", "a Slack token"),
        secret("PAY", "sk" + "_live_" + HEX.substring(0, 24), "a Stripe key"),
        secret("PAY", "rk" + "_test_" + HEX.substring(0, 24), "a Stripe key"),
        secret("AUTH", "Bearer eyJhbGciOiJI" + ".eyJzdWIiOiIx." + HEX, "a JSON web token"),
        secret("DATABASE_URL", "postgres://app:" + "hunter2@db:5432/app", "a URL with a password"),
        secret("CACHE", "redis://:" + "hunter2@cache:6379", "a URL with a password"),
        secret("JDBC", "jdbc:mysql://db/a?user=u&password=" + "h2", "a URL with a password"),
        secret("TOKEN_URL", "https://me:" + "hunter2@host/", "a URL with a password"),
        secret(
            "PLAIN",
            "{{resolve:secretsmanager:prod/db:SecretString:password}}",
            "a secret that CloudFormation writes out in plain text"),
        secret(
            "PLAIN",
            "{{resolve:ssm-secure:/prod/db:1}}",
            "a secret that CloudFormation writes out in plain text"));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void saysWhichKindOfSecretItIs(String name, String value, String kind) {
    assertThat(SecretShape.kindOf(name, value)).contains(kind);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void neverSaysTheValue(String name, String value) {
    assertThat(value.isEmpty() ? "" : SecretShape.kindOf(name, value).orElseThrow())
        .doesNotContain(value.isEmpty() ? "never" : value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TOKEN_BUCKET_SIZE=100",
        "TOKEN_TTL=15m",
        "MAX_TOKENS=4096",
        "TOKENIZER=bert",
        "TOKENIZERS_PARALLELISM=false",
        "TOKEN_ISSUER=example.org",
        "CSRF_TOKEN_HEADER=X-Csrf",
        "TOKEN_TYPE=Bearer",
        "SECRET_ARN=arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf",
        "DB_SECRET=arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:db-AbCdEf",
        "DB_SECRET_NAME=prod/db",
        "SECRETS_REGION=eu-west-1",
        "PASSWORD_POLICY_URL=https://example.org/policy",
        "PASSWORD_RESET=https://example.org/reset?lang=en",
        "PASSWORD_MIN_LENGTH=12",
        "PASSWORD_LOGIN=true",
        "PASSWORD_ENCODER=argon2",
        "PASSWORDLESS_LOGIN=email",
        "DB_PASSWORD_FILE=/run/secrets/db",
        "DB_PASSWORD=/run/secrets/db",
        "DB_PASSWORD=${RESOLVED_BY_THE_APPLICATION}",
        "EMPTY_PASSWORD=",
        "PWD=/app",
        "OLDPWD=/",
        "GOOGLE_APPLICATION_CREDENTIALS=/etc/gcp/key.json",
        "CORS_ALLOW_CREDENTIALS=true",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials/1",
        "AWS_REGION=eu-west-1",
        "BIND_ADDRESS=127.0.0.1",
        "JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=75",
        "SPRING_PROFILES_ACTIVE=prod",
        "SECRETARY_EMAIL=office@example.org",
        "COMPASS=north",
        "BYPASS_CACHE=1",
        "DATABASE_URL=postgres://db:5432/app",
        "DATABASE_URL=postgres://app@db:5432/app",
        "DATABASE_URL=postgres://app:${DB_PASSWORD}@db:5432/app",
        "ORIGIN=http://localhost:8080/users/@me",
        "CONTACT=mailto:ops@example.org",
        "QUEUE_URL=https://sqs.eu-west-1.amazonaws.com/111122223333/work",
        "GIT_SHA=3f786850e387550fdab836ed7e6dc881de23001b",
        "PUBLIC_KEY=-----BEGIN PUBLIC KEY-----",
        "KEYBOARD=qwerty",
        "PARAMETER={{resolve:ssm:/prod/size:1}}",
        "CONNECTION_TIMEOUT=30",
        "SORT_KEY=created",
        "AWS_ACCESS_KEY_ID_HINT=see the wiki"
      })
  void leavesOrdinaryVariablesAlone(String variable) {
    int equals = variable.indexOf('=');
    assertThat(SecretShape.kindOf(variable.substring(0, equals), variable.substring(equals + 1)))
        .isEmpty();
  }

  @Test
  void saysByTheNameAloneWhatAnUnresolvedValueMayBe() {
    assertThat(SecretShape.kindOfName("DB_PASSWORD")).contains("a password");
    assertThat(SecretShape.kindOfName("AWS_SESSION_TOKEN")).contains("an AWS session token");
    assertThat(List.of("SECRET_ARN", "TABLE_NAME", "", "_", "1"))
        .allSatisfy(name -> assertThat(SecretShape.kindOfName(name)).isEmpty());
  }

  /** In milliseconds; minutes where the time grows with the square of the length. */
  @Test
  void takesNoLongerThanTheTextIsLong() {
    String begins = "eyJ-".repeat(250_000);
    String digits = "1".repeat(1_000_000) + "a";
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(SecretShape.kindOf("AUTH", begins)).isEmpty();
          assertThat(SecretShape.kindOf(digits, "x")).isEmpty();
        });
  }

  private static Arguments secret(String name, String value, String kind) {
    return Arguments.of(name, value, kind);
  }
}
