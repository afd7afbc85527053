package dev.breakwater.model;

/**
 * A container definition of a task.
 *
 * @param name unique in the task
 * @param image what runs
 * @param command the arguments
 * @param entryPoint the program
 * @param workingDirectory where it starts
 * @param user {@code user[:group]}, by name or number; absent means that the image decides
 * @param essential absent means true: when it stops, the task stops
 * @param privileged absent means false
 * @param readonlyRootFilesystem absent means false
 * @param cpu CPU units, 1024 to a vCPU
 * @param memory the hard limit, MiB
 * @param memoryReservation the soft limit, MiB
 * @param environment plain variables
 * @param environmentFiles ARNs of files in S3
 * @param secrets variables that ECS fetches
 * @param portMappings ports
 * @param links bridge mode only: {@code name} or {@code name:alias}
 * @param mountPoints volumes
 * @param volumesFrom volumes of other containers
 * @param linuxParameters capabilities, tmpfs and the like
 * @param dockerSecurityOptions EC2 and External only
 * @param ulimits resource limits
 * @param systemControls sysctls
 * @param logConfiguration where stdout and stderr go
 * @param healthCheck how ECS asks for its health
 * @param dependsOn which containers come first
 * @param restartPolicy whether it restarts alone
 * @param startTimeout seconds
 * @param stopTimeout seconds from the stop signal to the kill; ECS's default is 30
 * @param hostname not in awsvpc mode
 * @param extraHosts lines of {@code /etc/hosts}
 * @param dnsServers not in awsvpc mode
 * @param dnsSearchDomains not in awsvpc mode
 * @param disableNetworking no network at all
 * @param interactive {@code docker run -i}
 * @param pseudoTerminal {@code docker run -t}
 * @param dockerLabels labels
 * @param noEchoTexts in commands, labels and log options
 * @param others names of properties that are written and that nothing above holds: {@code
 *     resourceRequirements}
 */
public record Container(
    Setting<String> name,
    Image image,
    Values<String> command,
    Values<String> entryPoint,
    Setting<String> workingDirectory,
    Setting<String> user,
    Setting<Boolean> essential,
    Setting<Boolean> privileged,
    Setting<Boolean> readonlyRootFilesystem,
    Setting<Integer> cpu,
    Setting<Integer> memory,
    Setting<Integer> memoryReservation,
    Values<Variable> environment,
    Values<String> environmentFiles,
    Values<Secret> secrets,
    Values<Port> portMappings,
    Values<String> links,
    Values<Mount> mountPoints,
    Values<VolumeFrom> volumesFrom,
    LinuxParameters linuxParameters,
    Values<String> dockerSecurityOptions,
    Values<Ulimit> ulimits,
    Values<SystemControl> systemControls,
    LogConfiguration logConfiguration,
    HealthCheck healthCheck,
    Values<Dependency> dependsOn,
    RestartPolicy restartPolicy,
    Setting<Integer> startTimeout,
    Setting<Integer> stopTimeout,
    Setting<String> hostname,
    Values<ExtraHost> extraHosts,
    Values<String> dnsServers,
    Values<String> dnsSearchDomains,
    Setting<Boolean> disableNetworking,
    Setting<Boolean> interactive,
    Setting<Boolean> pseudoTerminal,
    Values<DockerLabel> dockerLabels,
    Values<NoEchoText> noEchoTexts,
    Values<String> others) {
  /** The same, of another image. */
  public Container of(Image other) {
    return new Container(
        name,
        other,
        command,
        entryPoint,
        workingDirectory,
        user,
        essential,
        privileged,
        readonlyRootFilesystem,
        cpu,
        memory,
        memoryReservation,
        environment,
        environmentFiles,
        secrets,
        portMappings,
        links,
        mountPoints,
        volumesFrom,
        linuxParameters,
        dockerSecurityOptions,
        ulimits,
        systemControls,
        logConfiguration,
        healthCheck,
        dependsOn,
        restartPolicy,
        startTimeout,
        stopTimeout,
        hostname,
        extraHosts,
        dnsServers,
        dnsSearchDomains,
        disableNetworking,
        interactive,
        pseudoTerminal,
        dockerLabels,
        noEchoTexts,
        others);
  }

  /**
   * One of {@code extraHosts}.
   *
   * @param hostname the name
   * @param ipAddress the address it resolves to
   */
  public record ExtraHost(Setting<String> hostname, Setting<String> ipAddress) {}

  /**
   * One of {@code dockerLabels}.
   *
   * @param name the label's name
   * @param value its value
   */
  public record DockerLabel(String name, Setting<String> value) {}
}
