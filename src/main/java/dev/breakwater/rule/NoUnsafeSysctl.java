package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.forbid;

import dev.breakwater.model.Container;
import dev.breakwater.policy.ContainerRule;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;
import java.util.Set;

/**
 * Forbids {@code systemControls} other than those that hold for one network or IPC namespace alone
 * and cannot harm what shares the host: the list of Kubernetes' Pod Security Standards (baseline,
 * "Sysctls").
 */
@RuleInfo(
    title = "Kernel settings are those of the container alone",
    severity = Severity.MEDIUM,
    level = Level.BASELINE,
    rationale =
        "Most kernel settings switch off a protection or take memory of the kernel that the "
            + "containers of the host share: with net.ipv4.ip_forward or "
            + "net.ipv4.conf.all.route_localnet a task forwards packets that nobody meant it to.",
    remediation =
        "Take the entry out of systemControls. Safe are kernel.shm_rmid_forced and, of net.ipv4, "
            + "ip_local_port_range, ip_local_reserved_ports, ip_unprivileged_port_start, "
            + "ping_group_range, tcp_fin_timeout, tcp_keepalive_intvl, tcp_keepalive_probes, "
            + "tcp_keepalive_time and tcp_syncookies.")
@Fix(
    api =
        """
        systemControls:
          - namespace: net.ipv4.tcp_keepalive_time
            value: "300"
        """,
    cdk =
        """
        task.addContainer(
            "app",
            ContainerDefinitionOptions.builder()
                .image(image)
                .systemControls(
                    List.of(
                        SystemControl.builder()
                            .namespace("net.ipv4.tcp_keepalive_time")
                            .value("300")
                            .build()))
                .build());
        """)
@Guard(
    value =
        """
        SystemControls !exists OR SystemControls is_list
        SystemControls !exists OR
        SystemControls empty OR
        SystemControls[*] {
          Namespace !exists OR
          Namespace in ['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ping_group_range', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_syncookies']
        }
        """)
public final class NoUnsafeSysctl implements ContainerRule {

  private static final Set<String> SAFE =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.ping_group_range",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_syncookies");

  @Override
  public Verdict judge(Container container) {
    return each(
        container.systemControls(),
        (control, at) ->
            forbid(
                control.namespace(),
                name -> !SAFE.contains(name),
                name -> "systemControls sets " + name + ", which is not among the safe ones"));
  }
}
