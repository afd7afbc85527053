package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncryptedHostVolumesTest {
  private static final EncryptedHostVolumes RULE = new EncryptedHostVolumes();

  @Test
  void failsWhereNoVolumeIsNamed() {
    assertThat(
            Fixture.hardened()
                .with(
                    "Ebs: {VolumeSize: 30, VolumeType: gp3, Encrypted: true}",
                    "VirtualName: ephemeral0")
                .says(RULE))
        .isEqualTo("FAIL no EBS volume is named: the image and the account's default decide");
  }

  @Test
  void failsWhereNothingIsSaid() {
    assertThat(Fixture.hardened().with(", Encrypted: true", "").says(RULE))
        .isEqualTo(
            "FAIL volume /dev/xvda does not say Encrypted: its snapshot and the account's default decide");
  }

  @Test
  void passesInstanceStoreBesideIt() {
    assertThat(
            Fixture.hardened()
                .with(
                    "- DeviceName: /dev/xvda",
                    "- {DeviceName: /dev/sdc, VirtualName: ephemeral0}\n          - DeviceName: /dev/xvda")
                .says(RULE))
        .isEmpty();
  }
}
