package dev.breakwater.construct;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecs.ContainerDefinition;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.ecs.Ulimit;
import software.amazon.awscdk.services.ecs.UlimitName;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A task definition whose containers are hardened: a numbered non-root user and group, no
 * capabilities, a read-only root filesystem, an init process, no host namespaces, {@code
 * no-new-privileges} where the platform has it, hard limits that fit the task, logs that never
 * block. It has no proxy; {@link ProxiedService} puts one in front.
 *
 * <p>There is no limit of processes: ECS has none for a container, and the {@code nproc} limit
 * counts all processes of the user's number on the host, so one task's would be another's.
 */
public final class HardenedTask extends Construct implements IGrantable {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,254}");
  private static final int MOST_CONTAINERS = 10;

  private static final String BRIDGE =
      "Placement.ec2Bridge was chosen: only the proxy maps a port, and the application none";

  /** Whoever chose the placement chose it for as long as it stands in the program. */
  private static final LocalDate FOR_EVER = LocalDate.of(9999, 12, 31);

  private final Placement placement;
  private final TaskSize size;
  private final TaskLogs logs;
  private final TaskDefinition taskDefinition;
  private final Map<String, ContainerDefinition> containers = new LinkedHashMap<>();
  private final Map<String, LogGroup> logGroups = new LinkedHashMap<>();

  /**
   * A task without containers yet.
   *
   * @throws IllegalArgumentException for a size that the placement does not have, an architecture
   *     other than X86_64 and ARM64, logs that are kept for ever
   */
  public HardenedTask(Construct scope, String id, HardenedTaskProps props) {
    super(scope, id);
    placement = props.placement();
    size = new TaskSize(placement, props.cpu(), props.memoryLimitMiB());
    checkArchitecture(props.cpuArchitecture());
    logs = new TaskLogs(this, props);
    TaskDefinition.Builder definition =
        TaskDefinition.Builder.create(this, "Definition")
            .compatibility(placement.compatibility())
            .networkMode(placement.networkMode())
            .cpu(Integer.toString(size.cpu()))
            .memoryMiB(Integer.toString(size.memory()))
            .taskRole(TaskRole.of(this));
    if (placement.isFargate()) {
      // On EC2 the instance decides.
      definition.runtimePlatform(
          RuntimePlatform.builder()
              .operatingSystemFamily(OperatingSystemFamily.LINUX)
              .cpuArchitecture(props.cpuArchitecture())
              .build());
    }
    taskDefinition = definition.build();
    if (placement.isBridge()) {
      Waivers.of(taskDefinition).add("awsvpc-network", BRIDGE, FOR_EVER);
    }
  }

  private static void checkArchitecture(CpuArchitecture architecture) {
    if (architecture != CpuArchitecture.X86_64 && architecture != CpuArchitecture.ARM64) {
      throw Wanted.refused(
          "cpuArchitecture", "CpuArchitecture.X86_64 or CpuArchitecture.ARM64", "another");
    }
  }

  /**
   * Adds a container.
   *
   * @param name 1 to 255 letters, digits, hyphens and underscores, unique in the task
   * @param props its CPU and memory must fit what the others leave
   * @throws IllegalArgumentException for a name that is taken or none, an eleventh container, an
   *     image that is not pinned, sizes that do not fit, a secret that CloudFormation would write
   *     out in plain text
   */
  public ContainerDefinition addContainer(String name, HardenedContainerProps props) {
    Wanted.matching(
        "container name", name, NAME, "1 to 255 letters, digits, hyphens and underscores");
    if (containers.containsKey(name)) {
      throw Wanted.refused("container name", "unique in the task", Wanted.shown(name) + " twice");
    }
    if (containers.size() == MOST_CONTAINERS) {
      throw Wanted.refused(
          "containers", "at most " + MOST_CONTAINERS + " in a task", Wanted.shown(name) + " too");
    }
    PlainVariable.checkResolved(props.traits().environment(), Stack.of(this));
    size.take(name, props.cpu(), props.memoryLimitMiB());
    LogGroup group = logs.group(name);
    ContainerDefinition container = taskDefinition.addContainer(name, options(name, props, group));
    PinnedReference.check(container);
    containers.put(name, container);
    logGroups.put(name, group);
    return container;
  }

  private ContainerDefinitionOptions options(
      String name, HardenedContainerProps props, LogGroup group) {
    ContainerTraits traits = props.traits();
    ContainerDefinitionOptions.Builder options =
        ContainerDefinitionOptions.builder()
            .image(props.image())
            .containerName(name)
            .cpu(props.cpu())
            .memoryLimitMiB(props.memoryLimitMiB())
            .essential(props.essential())
            .user(traits.user().toString())
            .privileged(false)
            .readonlyRootFilesystem(true)
            .linuxParameters(
                new HardenedLinuxParameters(
                    this, name + "-linux", traits.writablePaths(), traits.user()))
            .ulimits(
                List.of(ulimit(UlimitName.NOFILE, traits.openFiles()), ulimit(UlimitName.CORE, 0)))
            .environment(traits.environment())
            .secrets(traits.secrets())
            .stopTimeout(traits.stopTimeout())
            .logging(TaskLogs.driver(group, name));
    traits.healthCheck().ifPresent(check -> options.healthCheck(check.rendered()));
    if (!traits.command().isEmpty()) {
      options.command(traits.command());
    }
    if (!traits.entryPoint().isEmpty()) {
      options.entryPoint(traits.entryPoint());
    }
    if (!placement.isFargate()) {
      options.dockerSecurityOptions(List.of("no-new-privileges"));
    }
    return options.build();
  }

  private static Ulimit ulimit(UlimitName name, int limit) {
    return Ulimit.builder().name(name).softLimit(limit).hardLimit(limit).build();
  }

  /** The task definition, for reading and for further wiring. */
  public TaskDefinition getTaskDefinition() {
    return taskDefinition;
  }

  /** The containers by their names, in the order in which they were added. */
  public Map<String, ContainerDefinition> getContainers() {
    return new LinkedHashMap<>(containers);
  }

  /** The log groups by their containers' names. */
  public Map<String, LogGroup> getLogGroups() {
    return new LinkedHashMap<>(logGroups);
  }

  /** The task role: {@code bucket.grantRead(task)} gives it to the containers. */
  @Override
  public IPrincipal getGrantPrincipal() {
    return taskDefinition.getTaskRole().getGrantPrincipal();
  }

  Placement placement() {
    return placement;
  }

  /** Builds a {@link HardenedTask}. */
  public static final class Builder extends TaskSettings<Builder> {
    private final Construct scope;
    private final String id;

    private Builder(Construct scope, String id) {
      this.scope = scope;
      this.id = id;
    }

    /** Starts from the defaults. */
    public static Builder create(Construct scope, String id) {
      return new Builder(scope, id);
    }

    @Override
    Builder self() {
      return this;
    }

    /** The task, without containers yet; what is wrong is refused as by its constructor. */
    public HardenedTask build() {
      return new HardenedTask(scope, id, props());
    }
  }
}
