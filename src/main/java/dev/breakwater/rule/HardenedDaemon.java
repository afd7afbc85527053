package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.forbid;
import static dev.breakwater.policy.Verdict.pass;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.DockerDaemon;
import dev.breakwater.model.HostSystem;
import dev.breakwater.model.HostTemplate;
import dev.breakwater.policy.Control;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.HostRule;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;

/**
 * Requires what the Docker daemon does for every container that does not say otherwise. The names
 * and defaults are those of {@code dockerd}. Default ulimits are not asked of an ECS-optimized
 * Amazon Linux: its service sets them by a flag, and a daemon that finds them in {@code
 * daemon.json} too does not start.
 *
 * @see <a href="https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file">Daemon
 *     configuration file</a>
 * @see <a href="https://github.com/moby/moby/issues/25560">The form of default-ulimits</a>
 */
@RuleInfo(
    title = "The Docker daemon is hardened",
    severity = Severity.MEDIUM,
    level = Level.RESTRICTED,
    rationale =
        "Its defaults let set-uid programs raise privileges, let all containers of a "
            + "bridge reach each other, end every container when the daemon restarts, and run "
            + "a proxy as root for each published port.",
    remediation =
        "Write no-new-privileges true, icc false, live-restore true and userland-proxy "
            + "false into /etc/docker/daemon.json, and no insecure-registries; off Amazon "
            + "Linux also default-ulimits.",
    controls = {
      Control.CIS_DOCKER_2_2,
      Control.CIS_DOCKER_2_5,
      Control.CIS_DOCKER_2_8,
      Control.CIS_DOCKER_2_14,
      Control.CIS_DOCKER_2_15,
      Control.CIS_DOCKER_2_16
    })
@Fix(
    api =
        """
        UserData: |
          #!/bin/bash
          cat > /etc/docker/daemon.json <<'EOF'
          {
            "no-new-privileges": true,
            "icc": false,
            "live-restore": true,
            "userland-proxy": false
          }
          EOF
          systemctl restart docker
        """,
    cdk =
        """
        UserData data = UserData.forLinux();
        data.addCommands(
            "cat > /etc/docker/daemon.json <<'EOF'",
            "{\\"no-new-privileges\\": true, \\"icc\\": false,",
            " \\"live-restore\\": true, \\"userland-proxy\\": false}",
            "EOF",
            "systemctl restart docker");
        LaunchTemplate.Builder.create(this, "Launch")
            .machineImage(EcsOptimizedImage.amazonLinux2023())
            .userData(data)
            .build();
        """)
@Guard(unsaid = Guard.USER_DATA)
public final class HardenedDaemon implements HostRule {

  @Override
  public Verdict judge(HostTemplate host) {
    return Host.withUserData(
        host,
        "user data that configures the Docker daemon",
        data -> {
          Verdict limits =
              require(data.daemon().defaultUlimits(), any -> true, "default-ulimits are not set");
          return judge(data.daemon())
              .and(host.system() == HostSystem.AMAZON_LINUX ? pass() : limits);
        });
  }

  private static Verdict judge(DockerDaemon daemon) {
    return require(daemon.noNewPrivileges(), on -> on, "no-new-privileges is not true")
        .and(require(daemon.icc(), on -> !on, "icc is not false"))
        .and(require(daemon.liveRestore(), on -> on, "live-restore is not true"))
        .and(require(daemon.userlandProxy(), on -> !on, "userland-proxy is not false"))
        .and(
            forbid(daemon.insecureRegistries(), any -> true, any -> "insecure-registries are set"));
  }
}
