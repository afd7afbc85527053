package dev.breakwater.construct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnLaunchTemplate;
import software.amazon.awscdk.services.ecs.CfnCapacityProvider;
import software.amazon.awscdk.services.ecs.CfnCluster;
import software.amazon.awscdk.services.ecs.CfnService;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.ecs.Cluster;
import software.constructs.Construct;

/** Of each rule, what breaks it behind the back of a construct that keeps it. */
final class EscapeHatches {
  private static final String IMDS = "LaunchTemplateData.MetadataOptions.";
  private static final String DISK = "LaunchTemplateData.BlockDeviceMappings.0.Ebs.";
  private static final String USER_DATA = "LaunchTemplateData.UserData";
  private static final String BREAKER = "DeploymentConfiguration.DeploymentCircuitBreaker.";
  private static final String LOGGING = "Configuration.ExecuteCommandConfiguration.Logging";
  private static final String PUBLIC_IP = "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp";

  /** By the rules' ids; each makes exactly a hardened service, or its instances, fail. */
  static final Map<String, Consumer<ProxiedService>> BY_RULE =
      Map.ofEntries(
          host("audited-daemon", USER_DATA, Map.of("Fn::Base64", "#!/bin/bash\n")),
          task("awsvpc-network", "NetworkMode", "bridge"),
          container("checked-health", "HealthCheck.Command", List.of("NONE")),
          Map.entry("consistent-remapping", EscapeHatches::privilegedOnInstances),
          cluster("container-insights", "ClusterSettings.0.Value", "disabled"),
          container("dropped-capabilities", "LinuxParameters.Capabilities.Drop", List.of()),
          task("encrypted-efs-transit", "Volumes", List.of(efsVolume())),
          host("encrypted-host-volumes", DISK + "Encrypted", false),
          container("guarded-tmpfs", "LinuxParameters.Tmpfs", List.of(tmpfs("exec"))),
          userData("hardened-agent", "ECS_DISABLE_PRIVILEGED=true\n", ""),
          userData("hardened-daemon", "\"icc\": false", "\"icc\": true"),
          host("imds-one-hop", IMDS + "HttpPutResponseHopLimit", 2),
          host("imdsv2-only", IMDS + "HttpTokens", "optional"),
          container("init-process", "LinuxParameters.InitProcessEnabled", false),
          service("latest-platform-version", "PlatformVersion", "1.3.0"),
          Map.entry("limited-cpu", EscapeHatches::withoutCpu),
          container("limited-memory", "Memory", 4),
          cluster("logged-exec", LOGGING, "NONE"),
          Map.entry("managed-termination-protection", EscapeHatches::endedByScaling),
          container(
              "no-dangerous-capability", "LinuxParameters.Capabilities.Add", List.of("SYS_ADMIN")),
          container(
              "no-disabled-confinement", "DockerSecurityOptions", List.of("seccomp:unconfined")),
          service("no-exec", "EnableExecuteCommand", true),
          container(
              "no-host-device",
              "LinuxParameters.Devices",
              List.of(Map.of("HostPath", "/dev/kmsg"))),
          task("no-host-ipc", "IpcMode", "host"),
          task("no-host-network", "NetworkMode", "host"),
          task("no-host-processes", "PidMode", "host"),
          task("no-new-privileges", "RequiresCompatibilities", List.of("EC2")),
          container("no-privileged-container", "Privileged", true),
          container("no-privileged-port", "PortMappings", List.of(Map.of("ContainerPort", 443))),
          service("no-public-ip", PUBLIC_IP, "ENABLED"),
          task("no-runtime-socket", "Volumes", List.of(volume("/var/run/docker.sock"))),
          container(
              "no-secret-in-environment",
              "Environment",
              List.of(Map.of("Name", "DB_PASSWORD", "Value", "hunter2"))),
          task("no-sensitive-host-mount", "Volumes", List.of(volume("/etc"))),
          host("no-ssh-key", "LaunchTemplateData.KeyName", "operations"),
          container("no-terminal", "PseudoTerminal", true),
          container(
              "no-unsafe-sysctl",
              "SystemControls",
              List.of(Map.of("Namespace", "net.ipv4.ip_forward", "Value", "1"))),
          container("non-blocking-logs", "LogConfiguration.Options.mode", "blocking"),
          container("non-root-group", "User", "65532:0"),
          container("non-root-user", "User", "0:65532"),
          container("pinned-image", "Image", "registry.example/app:latest"),
          container("read-only-root-filesystem", "ReadonlyRootFilesystem", false),
          userData("remapped-users", "\"userns-remap\": \"default\",\n", ""),
          service("rollback-on-failure", BREAKER + "Rollback", false),
          Map.entry("separate-task-role", EscapeHatches::withTheExecutionRole),
          container("shipped-logs", "LogConfiguration", Map.of("LogDriver", "none")),
          task("supported-settings", "IpcMode", "task"),
          Map.entry("windows-non-admin-user", EscapeHatches::administratorOfWindows),
          service("working-exec", "EnableExecuteCommand", true));

  private EscapeHatches() {}

  static CfnTaskDefinition definition(ProxiedService service) {
    return (CfnTaskDefinition) service.getTaskDefinition().getNode().getDefaultChild();
  }

  private static Map.Entry<String, Consumer<ProxiedService>> container(
      String rule, String property, Object value) {
    return task(rule, "ContainerDefinitions.0." + property, value);
  }

  private static Map.Entry<String, Consumer<ProxiedService>> task(
      String rule, String property, Object value) {
    return Map.entry(rule, service -> definition(service).addPropertyOverride(property, value));
  }

  private static Map.Entry<String, Consumer<ProxiedService>> service(
      String rule, String property, Object value) {
    return Map.entry(
        rule, service -> the(CfnService.class, service).addPropertyOverride(property, value));
  }

  private static Map.Entry<String, Consumer<ProxiedService>> cluster(
      String rule, String property, Object value) {
    return Map.entry(
        rule,
        service -> the(CfnCluster.class, Stack.of(service)).addPropertyOverride(property, value));
  }

  private static Map.Entry<String, Consumer<ProxiedService>> host(
      String rule, String property, Object value) {
    return Map.entry(
        rule,
        service -> {
          addInstances(service);
          the(CfnLaunchTemplate.class, Stack.of(service)).addPropertyOverride(property, value);
        });
  }

  /** The user data of the sample, with one place of it changed. */
  private static Map.Entry<String, Consumer<ProxiedService>> userData(
      String rule, String place, String instead) {
    return host(rule, USER_DATA, Map.of("Fn::Base64", "#!/bin/bash\n" + replaced(place, instead)));
  }

  private static String replaced(String place, String instead) {
    try {
      String script = Files.readString(Synthesis.INSTANCE_SCRIPT);
      if (!script.contains(place)) {
        throw new AssertionError(Synthesis.INSTANCE_SCRIPT + " does not hold " + place);
      }
      return script.replace(place, instead);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addInstances(ProxiedService service) {
    Synthesis.capacity(Stack.of(service), (Cluster) service.getService().getCluster());
  }

  /** As if it had been written for the instances of the cluster, which remap users. */
  private static void privilegedOnInstances(ProxiedService service) {
    addInstances(service);
    the(CfnService.class, service).addPropertyOverride("LaunchType", "EC2");
    definition(service).addPropertyOverride("RequiresCompatibilities", List.of("EC2"));
    definition(service).addPropertyOverride("ContainerDefinitions.0.Privileged", true);
  }

  private static void endedByScaling(ProxiedService service) {
    addInstances(service);
    the(CfnCapacityProvider.class, Stack.of(service))
        .addPropertyOverride("AutoScalingGroupProvider.ManagedTerminationProtection", "DISABLED");
  }

  private static void withoutCpu(ProxiedService service) {
    definition(service).addPropertyDeletionOverride("Cpu");
    definition(service).addPropertyDeletionOverride("ContainerDefinitions.0.Cpu");
  }

  private static void withTheExecutionRole(ProxiedService service) {
    CfnTaskDefinition task = definition(service);
    task.addPropertyOverride("TaskRoleArn", task.getExecutionRoleArn());
  }

  private static void administratorOfWindows(ProxiedService service) {
    CfnTaskDefinition task = definition(service);
    task.addPropertyOverride("RuntimePlatform.OperatingSystemFamily", "WINDOWS_SERVER_2022_CORE");
    task.addPropertyOverride("ContainerDefinitions.0.User", "ContainerAdministrator");
  }

  /** The one resource of this type in there. */
  private static <T extends CfnResource> T the(Class<T> type, Construct scope) {
    List<T> found =
        scope.getNode().findAll().stream().filter(type::isInstance).map(type::cast).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + type.getSimpleName());
    }
    return found.get(0);
  }

  private static Map<String, Object> tmpfs(String option) {
    return Map.of("ContainerPath", "/tmp", "Size", 16, "MountOptions", List.of(option));
  }

  private static Map<String, Object> volume(String hostPath) {
    return Map.of("Name", "host", "Host", Map.of("SourcePath", hostPath));
  }

  private static Map<String, Object> efsVolume() {
    return Map.of(
        "Name", "files", "EFSVolumeConfiguration", Map.of("FilesystemId", "fs-0123456789abcdef0"));
  }
}
