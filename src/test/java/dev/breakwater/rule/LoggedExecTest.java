package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoggedExecTest {
  private static final LoggedExec RULE = new LoggedExec();

  @Test
  void failsAnOverrideWithoutADestination() {
    assertThat(
            Fixture.hardened()
                .with("CloudWatchLogGroupName: /exec", "S3KeyPrefix: exec")
                .says(RULE))
        .isEqualTo(
            "FAIL logging of executeCommandConfiguration is OVERRIDE, with neither a log group nor a bucket");
  }

  @Test
  void passesABucket() {
    assertThat(
            Fixture.hardened()
                .with("CloudWatchLogGroupName: /exec", "S3BucketName: sessions")
                .says(RULE))
        .isEmpty();
  }

  @Test
  void passesTheDefault() {
    assertThat(Fixture.hardened().with("Logging: OVERRIDE", "Logging: DEFAULT").says(RULE))
        .isEmpty();
  }

  @Test
  void passesWhereNothingIsSaidForThatIsTheDefault() {
    assertThat(Fixture.hardened().with("ExecuteCommandConfiguration:", "Other:").says(RULE))
        .isEmpty();
  }
}
