package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.fail;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.HostTemplate;
import dev.breakwater.model.Values;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.HostRule;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Requires audit rules for the programs, files and sockets of Docker, as far as user data writes
 * them. A rule for a folder holds for all in it, as {@code auditctl -w} does.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/auditctl.8.html">auditctl(8)</a>
 */
@RuleInfo(
    title = "What touches the Docker daemon is audited",
    severity = Severity.LOW,
    level = Level.RESTRICTED,
    rationale =
        "The daemon is root: who changes its program, its configuration or its sockets "
            + "owns every container. Audit rules are what remains to tell that it happened.",
    remediation =
        "Write an audit rule for each program, folder and unit of Docker and containerd "
            + "into /etc/audit/rules.d, and load them with augenrules --load.",
    controls = {
      Control.CIS_DOCKER_1_1_3,
      Control.CIS_DOCKER_1_1_4,
      Control.CIS_DOCKER_1_1_5,
      Control.CIS_DOCKER_1_1_6,
      Control.CIS_DOCKER_1_1_7,
      Control.CIS_DOCKER_1_1_8,
      Control.CIS_DOCKER_1_1_9,
      Control.CIS_DOCKER_1_1_11,
      Control.CIS_DOCKER_1_1_14,
      Control.CIS_DOCKER_1_1_17,
      Control.CIS_DOCKER_1_1_18
    })
@Fix(
    api =
        """
        UserData: |
          #!/bin/bash
          cat > /etc/audit/rules.d/docker.rules <<'EOF'
          -w /usr/bin/dockerd -p wa -k docker
          -w /usr/bin/containerd -p wa -k docker
          -w /usr/bin/containerd-shim-runc-v2 -p wa -k docker
          -w /usr/bin/runc -p wa -k docker
          -w /etc/docker -p wa -k docker
          -w /var/lib/docker -p wa -k docker
          -w /run/containerd -p wa -k docker
          -w /usr/lib/systemd/system/docker.service -p wa -k docker
          -w /usr/lib/systemd/system/docker.socket -p wa -k docker
          EOF
          augenrules --load
        """,
    cdk =
        """
        UserData data = UserData.forLinux();
        data.addCommands(
            "cat > /etc/audit/rules.d/docker.rules <<'EOF'",
            "-w /usr/bin/dockerd -p wa -k docker",
            "-w /usr/bin/containerd -p wa -k docker",
            "-w /usr/bin/containerd-shim-runc-v2 -p wa -k docker",
            "-w /usr/bin/runc -p wa -k docker",
            "-w /etc/docker -p wa -k docker",
            "-w /var/lib/docker -p wa -k docker",
            "-w /run/containerd -p wa -k docker",
            "-w /usr/lib/systemd/system/docker.service -p wa -k docker",
            "-w /usr/lib/systemd/system/docker.socket -p wa -k docker",
            "EOF",
            "augenrules --load");
        LaunchTemplate.Builder.create(this, "Launch")
            .machineImage(EcsOptimizedImage.amazonLinux2023())
            .userData(data)
            .build();
        """)
@Guard(unsaid = Guard.USER_DATA)
public final class AuditedDaemon implements HostRule {
  private static final List<String> UNITS =
      List.of("/usr/lib/systemd/system/", "/lib/systemd/system/", "/etc/systemd/system/");

  /** Of each, any of its places will do. */
  private static final List<List<String>> AUDITED =
      List.of(
          List.of("/usr/bin/dockerd", "/usr/sbin/dockerd"),
          List.of("/usr/bin/containerd", "/usr/sbin/containerd"),
          List.of("/usr/bin/containerd-shim-runc-v2", "/usr/sbin/containerd-shim-runc-v2"),
          List.of("/usr/bin/runc", "/usr/sbin/runc"),
          List.of("/etc/docker"),
          List.of("/var/lib/docker"),
          List.of("/run/containerd", "/var/run/containerd"),
          UNITS.stream().map(folder -> folder + "docker.service").toList(),
          UNITS.stream().map(folder -> folder + "docker.socket").toList());

  @Override
  public Verdict judge(HostTemplate host) {
    return Host.withUserData(
        host, "user data that writes audit rules", data -> judge(data.auditedPaths()));
  }

  /** One problem that names all that is not audited, and not one for each. */
  private static Verdict judge(Values<String> audited) {
    List<String> missing = new ArrayList<>();
    Verdict all = Verdict.pass();
    for (List<String> places : AUDITED) {
      Verdict one = require(audited, path -> covers(path, places), "is not audited");
      all = all.and(one);
      if (one.outcome() == Outcome.FAIL) {
        missing.add(places.get(0));
      }
    }
    return missing.isEmpty()
        ? all
        : fail("no audit rule watches " + String.join(", ", missing), audited.location());
  }

  private static boolean covers(String path, List<String> places) {
    String folder = path.endsWith("/") ? path : path + "/";
    return places.stream().anyMatch(place -> (place + "/").startsWith(folder));
  }
}
