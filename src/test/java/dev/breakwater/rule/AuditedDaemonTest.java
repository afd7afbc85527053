package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditedDaemonTest {
  private static final AuditedDaemon RULE = new AuditedDaemon();

  @Test
  void namesAllThatIsNotAudited() {
    assertThat(Fixture.hardened().without("-w /usr/bin/runc").without("-w /etc/docker").says(RULE))
        .isEqualTo("FAIL no audit rule watches /usr/bin/runc, /etc/docker");
  }

  @Test
  void aFolderHoldsWhatIsInIt() {
    assertThat(
            Fixture.hardened()
                .without("-w /usr/bin/runc")
                .without("-w /usr/bin/dockerd")
                .with("-w /usr/bin/containerd ", "-w /usr/bin/ ")
                .says(RULE))
        .isEmpty();
  }

  @Test
  void aPathThatBeginsAlikeIsAnother() {
    assertThat(Fixture.hardened().with("-w /etc/docker ", "-w /etc/dock ").says(RULE))
        .isEqualTo("FAIL no audit rule watches /etc/docker");
  }
}
