package dev.breakwater.model;

import java.util.Objects;

/**
 * What the user data of an instance sets up, as far as it is written there. What it may set by
 * something that is not written there (a program that it fetches, a part that only the deployment
 * knows) is unresolved.
 *
 * @param daemon the Docker daemon
 * @param agent the ECS agent
 * @param auditedPaths the files and directories that audit rules watch
 */
public record UserData(DockerDaemon daemon, EcsAgent agent, Values<String> auditedPaths) {
  public UserData {
    Objects.requireNonNull(daemon, "daemon");
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(auditedPaths, "auditedPaths");
  }
}
