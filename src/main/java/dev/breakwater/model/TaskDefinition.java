package dev.breakwater.model;

import java.util.Set;

/**
 * A task definition.
 *
 * @param family its location is the resource's when the family is absent
 * @param platforms where it can be placed, from {@code requiresCompatibilities} and the services
 *     that use it; never empty
 * @param requiresCompatibilities as written
 * @param networkMode {@code awsvpc}, {@code bridge}, {@code host} or {@code none}
 * @param pidMode {@code host} or {@code task}
 * @param ipcMode {@code host}, {@code task} or {@code none}
 * @param cpu CPU units of the whole task, 1024 to a vCPU
 * @param memory MiB of the whole task
 * @param taskRoleArn what the containers may do
 * @param executionRoleArn what ECS may do for the task
 * @param operatingSystemFamily {@code runtimePlatform.operatingSystemFamily}, such as {@code LINUX}
 * @param cpuArchitecture {@code runtimePlatform.cpuArchitecture}: {@code X86_64} or {@code ARM64}
 * @param ephemeralStorage GiB, 21 to 200, Fargate only
 * @param containers what runs in it
 * @param volumes what containers can mount
 * @param others names of properties that are written and that nothing above holds: {@code
 *     inferenceAccelerators}, {@code placementConstraints}, {@code proxyConfiguration}
 * @param usernsRemap {@code userns-remap} of the Docker daemons where it can be placed, as far as
 *     the source says which hosts these are
 */
public record TaskDefinition(
    Setting<String> family,
    Set<Platform> platforms,
    Values<String> requiresCompatibilities,
    Setting<String> networkMode,
    Setting<String> pidMode,
    Setting<String> ipcMode,
    Setting<Integer> cpu,
    Setting<Integer> memory,
    Setting<String> taskRoleArn,
    Setting<String> executionRoleArn,
    Setting<String> operatingSystemFamily,
    Setting<String> cpuArchitecture,
    Setting<Integer> ephemeralStorage,
    Values<Container> containers,
    Values<Volume> volumes,
    Values<String> others,
    Setting<String> usernsRemap) {
  public TaskDefinition {
    platforms = Set.copyOf(platforms);
    if (platforms.isEmpty()) {
      throw new IllegalArgumentException("platforms must name at least one platform, got none");
    }
  }

  /** The same, on hosts whose Docker daemons remap users so. */
  public TaskDefinition onHosts(Setting<String> remapping) {
    return with(containers, remapping);
  }

  /** The same, with other containers. */
  public TaskDefinition running(Values<Container> replaced) {
    return with(replaced, usernsRemap);
  }

  private TaskDefinition with(Values<Container> otherContainers, Setting<String> remapping) {
    return new TaskDefinition(
        family,
        platforms,
        requiresCompatibilities,
        networkMode,
        pidMode,
        ipcMode,
        cpu,
        memory,
        taskRoleArn,
        executionRoleArn,
        operatingSystemFamily,
        cpuArchitecture,
        ephemeralStorage,
        otherContainers,
        volumes,
        others,
        remapping);
  }

  /** The logical id, family or ARN of the resource. */
  public String resource() {
    return family.location().subject();
  }

  /** A name or an ARN without the ARN's beginning and without a revision. */
  public static String familyOf(String taskDefinition) {
    String name = taskDefinition.substring(taskDefinition.lastIndexOf('/') + 1);
    int revision = name.indexOf(':');
    return revision < 0 ? name : name.substring(0, revision);
  }
}
