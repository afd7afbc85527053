package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoHostDeviceTest {
  private static final NoHostDevice RULE = new NoHostDevice();

  @Test
  void failsADeviceThatOnlyTheDeploymentNames() {
    assertThat(
            Fixture.hardened()
                .with("InitProcessEnabled: true", "Devices: [{HostPath: !Ref TableName}]")
                .says(RULE))
        .isEqualTo("FAIL a device of the host is passed in");
  }
}
