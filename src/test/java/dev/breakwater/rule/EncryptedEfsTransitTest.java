package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncryptedEfsTransitTest {
  private static final EncryptedEfsTransit RULE = new EncryptedEfsTransit();

  @Test
  void failsAVolumeThatSaysNothing() {
    assertThat(Fixture.hardened().without("TransitEncryption").says(RULE))
        .isEqualTo("FAIL EFS volume files is not encrypted in transit");
  }

  @Test
  void failsTheOtherArmOfACondition() {
    assertThat(
            Fixture.hardened()
                .with(
                    "TransitEncryption: ENABLED", "TransitEncryption: !If [Old, DISABLED, ENABLED]")
                .says(RULE))
        .isEqualTo("FAIL transitEncryption of EFS volume files is not ENABLED");
  }

  @Test
  void isNotSureOfAConfigurationThatIsUnresolved() {
    assertThat(
            Fixture.hardened()
                .without("FilesystemId")
                .without("TransitEncryption")
                .with("EFSVolumeConfiguration:", "EFSVolumeConfiguration: !GetAtt Files.Volume")
                .says(RULE))
        .isEqualTo("UNKNOWN cannot be decided from ${Files.Volume}");
  }

  @Test
  void passesVolumesOfOtherKinds() {
    assertThat(
            Fixture.hardened()
                .without("TransitEncryption")
                .with("EFSVolumeConfiguration", "S3FilesVolumeConfiguration")
                .says(RULE))
        .isEmpty();
  }
}
