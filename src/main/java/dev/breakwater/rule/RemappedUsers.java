package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.require;

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
 * Requires {@code userns-remap} in the daemon's configuration, as far as user data writes it. On
 * Bottlerocket and Windows it cannot be asked for.
 *
 * @see <a href="https://docs.docker.com/engine/security/userns-remap/">Isolate containers with a
 *     user namespace</a>
 */
@RuleInfo(
    title = "Users in containers are nobody on the host",
    severity = Severity.MEDIUM,
    level = Level.RESTRICTED,
    rationale =
        "With userns-remap the root of a container is a number without any right on the "
            + "host: what breaks out of the container finds nothing that it may touch.",
    remediation =
        "Write userns-remap (default is the usual value) into /etc/docker/daemon.json "
            + "before Docker starts. Tasks on such hosts cannot be privileged or share the "
            + "network or the processes of the host, and ECS Exec does not work in them.",
    controls = {Control.CIS_DOCKER_2_9})
@Fix(
    api =
        """
        UserData: |
          #!/bin/bash
          echo '{"userns-remap": "default"}' > /etc/docker/daemon.json
          systemctl restart docker
        """,
    cdk =
        """
        UserData data = UserData.forLinux();
        data.addCommands(
            "echo '{\\"userns-remap\\": \\"default\\"}' > /etc/docker/daemon.json",
            "systemctl restart docker");
        LaunchTemplate.Builder.create(this, "Launch")
            .machineImage(EcsOptimizedImage.amazonLinux2023())
            .userData(data)
            .build();
        """)
@Guard(unsaid = Guard.USER_DATA)
public final class RemappedUsers implements HostRule {

  @Override
  public Verdict judge(HostTemplate host) {
    return Host.withUserData(
        host,
        "user data that sets userns-remap",
        data ->
            require(
                data.daemon().usernsRemap(),
                user -> !user.isEmpty(),
                "userns-remap of the Docker daemon is not set"));
  }
}
