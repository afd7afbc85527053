package dev.breakwater.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoUnsafeSysctlTest {
  private static final NoUnsafeSysctl RULE = new NoUnsafeSysctl();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kernel.shm_rmid_forced",
        "net.ipv4.ip_local_port_range",
        "net.ipv4.ip_local_reserved_ports",
        "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.ping_group_range",
        "net.ipv4.tcp_fin_timeout",
        "net.ipv4.tcp_keepalive_intvl",
        "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.tcp_keepalive_time",
        "net.ipv4.tcp_syncookies"
      })
  void passesTheSafeOnes(String name) {
    assertThat(says(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kernel.msgmax",
        "net.core.somaxconn",
        "net.ipv4.ip_forward",
        "net.ipv4.tcp_keepalive",
        "net.ipv4.tcp_syncookies2",
        "net/ipv4/tcp_syncookies"
      })
  void failsAllOthers(String name) {
    assertThat(says(name))
        .isEqualTo("FAIL systemControls sets " + name + ", which is not among the safe ones");
  }

  private static String says(String name) {
    return Fixture.hardened().with("net.ipv4.tcp_keepalive_time", name).says(RULE);
  }
}
